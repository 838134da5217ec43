"""The rule catalogue at work: importing this package registers every rule."""

from auditor.rules import bodies, citations, figures, form, names, scales, times  # noqa: F401
from auditor.rules.engine import RULES, Options, run_rules

__all__ = ["RULES", "Options", "run_rules"]
