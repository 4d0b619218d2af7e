"""Published classification criteria for nociplastic pain, as data and a pure evaluator.

Findings go in, outcomes come out; nothing here reads a clock, a network or a person.

>>> outcomes = classify(
...     {
...         "body_system": "musculoskeletal",
...         "duration_months": 18,
...         "duration_precision": "exact",
...         "distribution": "multifocal",
...         "hx_touch": "true",
...         "com_sleep": "true",
...     }
... )
>>> grade = outcomes["iasp_2021"]
>>> grade["grade"], grade["floor"], grade["ceiling"]
('INDETERMINATE', 'RULED_OUT', 'PROBABLE')
>>> grade["needs"]["clinician"]
['1c_nociceptive_not_entire', '1d_neuropathic_not_entire', '4_evoked_exam']
>>> outcomes["screen"]
'positive'
"""

from criteria.errors import CriteriaError
from criteria.evaluator import classify, classify_all, evaluate

__all__ = ["CriteriaError", "classify", "classify_all", "evaluate"]
