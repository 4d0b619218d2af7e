"""The closed lists of the vocabulary: regions, conditions, descriptors, codes."""

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

RED_FLAGS = (
    "RF_CES",
    "RF_CORD",
    "RF_SPINE_INF",
    "RF_SEPTIC_JOINT",
    "RF_FRACTURE",
    "RF_MALIG",
    "RF_CHEST",
    "RF_AORTA",
    "RF_PE",
    "RF_DVT",
    "RF_THUNDER",
    "RF_HEAD_NEURO",
    "RF_GCA",
    "RF_GCA_VISION",
    "RF_LIMB",
    "RF_COMPART",
    "RF_ABDO",
    "RF_DRUG",
    "RF_SUICIDE_IMMINENT",
    "RF_SUICIDE_IDEATION",
    "RF_VIOLENCE",
    "RF_SAFEGUARD",
)

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
