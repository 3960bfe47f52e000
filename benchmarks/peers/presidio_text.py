"""Presidio's analyzer with a spaCy model on the sentences of a JSON file: its spans and its seconds.

`presidio_text.py FILE`: FILE holds a list of texts. Prints {"model": ..., "seconds": ..., "spans": [[[start,
end, type], ...], ...]}; processor time is counted, without loading.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Analyse every text once."""
    import spacy
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    known = spacy.util.get_installed_models()
    model = next((name for name in known if name.startswith("en_core_web")), "")
    if not model:
        sys.exit("no English model of spaCy here")
    name = "en_core_web_sm" if "en_core_web_sm" in known else model
    provider = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "en", "model_name": name}],
        }
    )
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    texts = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    engine.analyze("Maria Anders called.", language="en")
    began = time.process_time()
    found = [engine.analyze(text, language="en") for text in texts]
    seconds = time.process_time() - began
    spans = [[[one.start, one.end, one.entity_type] for one in some] for some in found]
    print(json.dumps({"model": name, "seconds": seconds, "spans": spans}))


if __name__ == "__main__":
    main()
