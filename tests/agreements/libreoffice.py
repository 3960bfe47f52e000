"""LibreOffice, started without a screen, settling the tracked changes of a document."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  frame = document.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  If command &lt;&gt; "" Then dispatcher.executeDispatch(frame, command, "", 0, Array())
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "Text (encoded)"
  document.storeToURL(target, how())
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">{element}</library:library>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
"""

ACCEPT, REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"


class LibreOffice:
    """One profile with the macro in it; the test is skipped where LibreOffice is not installed."""

    def __init__(self, folder: Path) -> None:
        found = shutil.which("soffice")
        if found is None:
            pytest.skip("left out: LibreOffice is not installed, so its reading was not compared")
        self._program, self._folder = found, folder
        self._profile = folder / "profile"
        self._run("--terminate_after_init")
        basic = self._profile / "user" / "basic"
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "Standard" / "Module1.xba").write_text(_MODULE)
        for kind, element in (
            ("script", '<library:element library:name="Module1"/>'),
            ("dialog", ""),
        ):
            (basic / "Standard" / f"{kind}.xlb").write_text(_LIBRARY.format(element=element))
            (basic / f"{kind}.xlc").write_text(_LIBRARIES.format(kind=kind))

    def _run(self, *arguments: str) -> None:
        subprocess.run(
            [self._program, f"-env:UserInstallation=file://{self._profile}", "--headless", "--norestore", *arguments],
            check=True,
            capture_output=True,
            timeout=120,
        )  # fmt: skip

    def text(self, data: bytes, command: str = "") -> str:
        """The document's text with its numbers, after one command."""
        source, target = self._folder / "in.docx", self._folder / "out.txt"
        source.write_bytes(data)
        target.unlink(missing_ok=True)
        self._run(
            f'macro:///Standard.Module1.Settle("file://{source}","file://{target}","{command}")'
        )
        return target.read_text("utf-8-sig")

    def convert(self, data: bytes, kind: str) -> bytes:
        """The document in another format."""
        source = self._folder / "convert.docx"
        source.write_bytes(data)
        self._run("--convert-to", kind, "--outdir", str(self._folder), str(source))
        return source.with_suffix(f".{kind}").read_bytes()
