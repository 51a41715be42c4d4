"""scipy and statsmodels, imported when one of them is first asked: every test process collects these files, and one of them runs them."""

from importlib import import_module
from typing import Any

WHERE = {
    "stats": "scipy.stats",
    "multitest": "statsmodels.stats.multitest",
    "proportion": "statsmodels.stats.proportion",
    "models": "statsmodels.api",
}


def __getattr__(name: str) -> Any:
    if name not in WHERE:
        raise AttributeError(name)
    return import_module(WHERE[name])
