"""The closed lists of the vocabulary: regions, conditions, descriptors, codes."""

from criteria.files import FOLDER, codes_in

REGIONS = (
    "head",
    "face",
    "jaw",
    "neck",
    "shoulder",
    "upper_arm",
    "elbow",
    "forearm",
    "arm",
    "wrist",
    "hand",
    "chest",
    "upper_back",
    "lower_back",
    "back",
    "tailbone",
    "abdomen",
    "groin",
    "pelvis",
    "buttock",
    "hip",
    "thigh",
    "knee",
    "lower_leg",
    "leg",
    "ankle",
    "foot",
    "hemibody",
    "whole_body",
)
SIDES = ("left", "right", "both")
SIDED_REGIONS = tuple(
    region + side for region in REGIONS for side in ("", *(f":{s}" for s in SIDES))
)

WPI_AREAS = (
    "neck",
    "upper_back",
    "lower_back",
    "chest",
    "abdomen",
    *(
        f"{area}_{side}"
        for area in (
            "jaw",
            "shoulder",
            "upper_arm",
            "lower_arm",
            "hip",
            "upper_leg",
            "lower_leg",
        )
        for side in ("l", "r")
    ),
)

CONDITIONS = (
    "fibromyalgia",
    "crps",
    "ibs",
    "migraine",
    "cluster_headache",
    "chronic_pelvic_pain",
    "endometriosis",
    "interstitial_cystitis",
    "tmd",
    "arthritis",
    "rheumatoid_arthritis",
    "osteoarthritis",
    "lupus",
    "diabetes",
    "hypertension",
    "shingles",
    "chronic_fatigue",
    "hypothyroidism",
    "cancer",
    "anxiety",
    "depression",
)

DESCRIPTORS = (
    "burning",
    "painful_cold",
    "electric",
    "tingling",
    "pins_needles",
    "numbness",
    "itching",
)

RED_FLAGS = codes_in(FOLDER / "red_flags.yaml")

TOPICS = (
    "language",
    "who",
    "consent",
    "safety",
    "story",
    "body_system",
    "duration",
    "regions",
    "distribution",
    "hypersensitivity",
    "comorbidity",
    "conditions",
    "mechanisms",
    "descriptors",
    "intensity",
    "treatment",
    "mood",
    "goals",
    "questions",
    "read_back",
    "done",
)
