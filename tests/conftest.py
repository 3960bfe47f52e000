"""What every test may ask for: the folder of shared data, where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# two busy cores are no fault of the code: speed is a benchmark, never a timed test
settings.register_profile("servanda", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("servanda")

# fixtures that more than one room uses, one file each
pytest_plugins = ["postgres", "mariadb"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real agreements, laws and databases; the test is skipped where it is absent."""
    if not (SHARED / "README.md").is_file():
        pytest.skip("left out: the folder ../shared is absent, so its real input was not read")
    return SHARED
