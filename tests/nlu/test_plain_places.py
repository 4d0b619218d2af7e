"""Places in plain messages: each kind of wording, and its nearest misses."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
PLACES = (
    ("my migraines are back", ""),
    ("my headaches are back and worse", "head"),
    ("the pain is back", ""),
    ("the pain is back and worse than ever", ""),
    ("I'm back", ""),
    ("it's my back", "back"),
    ("the pain is back and neck", "back neck"),
    ("sore spots are back, neck and hips", "back neck hip:both"),
    ("volvió la migraña", ""),
    ("ya volví", ""),
    ("El agua caliente me calma el dolor de espalda", "back"),
    (
        "Llevo años con este dolor de espalda y el doctor solo me da paracetamol.",
        "back",
    ),
    ("ya no puedo con el dolor de espalda", "back"),
    ("La pastilla me quita el dolor de espalda un rato", "back"),
    ("Duermo de espaldas porque me duele la rodilla", "knee"),
    ("Estaba de espaldas cuando llegó mi hijo; me duele el codo", "elbow"),
    ("No puedo dormir de espalda, me duele la cadera", "hip"),
    ("Desde que nació mi hijo, hace 9 meses, tengo dolor en la pelvis.", "pelvis"),
    (
        "Mi hija ya cumplió 4 años y desde que nació tengo el dolor en el coxis.",
        "tailbone",
    ),
    ("Mi hijo tiene dolor en la pelvis y a mí me duele el codo", "elbow"),
    ("Mi mamá tiene las rodillas malas", ""),
    ("Since my son was born 9 months ago I feel pain in the pelvis.", "pelvis"),
    ("My son has pain in the pelvis.", ""),
    ("Ever since my daughter was born I get pain in the tailbone", "tailbone"),
    (
        "Empezó en marzo con la espalda baja y luego se fue a la pierna izquierda.",
        "leg:left lower_back",
    ),
    ("Me dolía la rodilla, luego se fue. Ahora es el codo.", "!knee elbow"),
    ("Me dolió el hombro y luego se me pasó al cuello.", "shoulder neck"),
    (
        "It started in my lower back and then it went to my left leg.",
        "lower_back leg:left",
    ),
    ("My knee ached, that's gone. Now it's my elbow.", "!knee elbow"),
    (
        "llevo un mes con dolor en el pie derecho, no, espere, mes y medio",
        "foot:right",
    ),
    ("Me duele la rodilla, no, perdón, el tobillo", "ankle"),
    ("La cabeza me duele; el codo, no, gracias", "head !elbow"),
    (
        "I've had pain in my right heel for five weeks, no, wait, six weeks",
        "foot:right",
    ),
    ("my knee, no, sorry, my ankle hurts", "ankle"),
    ("pain in my right foot, no, wait, like a month and a half", "foot:right"),
    (
        "Me duele la pantorrilla derecha al caminar, pero no el muslo.",
        "lower_leg:right !thigh",
    ),
    ("My right calf hurts when I walk, but not the thigh.", "lower_leg:right !thigh"),
    ("Me duele de la cadera derecha hasta el pie", "hip:right foot:right"),
    ("The pain goes from my left hip down to my ankle", "hip:left ankle:left"),
    (
        "It goes from my left hip down to the calf but not the foot",
        "hip:left lower_leg:left !foot",
    ),
    (
        "En las manos y los pies no me duele, nadamas en las caderas.",
        "!hand:both !foot:both hip:both",
    ),
    (
        "My hands and my feet don't hurt, only my hips.",
        "!hand:both !foot:both hip:both",
    ),
    ("Me duele la cabeza y las manos no me duelen", "head !hand:both"),
    ("My head hurts and my hands don't hurt", "head !hand:both"),
    ("Es el cuello y los pies no me duelen", "neck !foot:both"),
    (
        "Me duele la mitad izquierda del cuerpo, la derecha no.",
        "hemibody:left !hemibody:right",
    ),
    (
        "The left half of my body hurts, the right doesn't.",
        "hemibody:left !hemibody:right",
    ),
    (
        "Pain in my left hand and my left foot. The right side doesn't hurt.",
        "hand:left foot:left !hemibody:right",
    ),
    (
        "Me duele la mano izquierda y el pie izquierdo. El lado derecho no me duele.",
        "hand:left foot:left !hemibody:right",
    ),
    ("My left knee hurts. The right side doesn't hurt.", "knee:left !knee:right"),
    ("Me duele el brazo izquierdo. El derecho no.", "arm:left !arm:right"),
    ("Traigo dolor de nuca que me llega a los ojos.", "neck face:both"),
    ("My eyes hurt", "face:both"),
    ("Me duele el ojo izquierdo", "face:left"),
    ("Me duelen los oídos", "face:both"),
    ("My left ear aches", "face:left"),
    (
        "They are testing me for endometriosis. My pelvis hurts on both sides.",
        "pelvis:both",
    ),
    ("Me duele la pelvis de los dos lados", "pelvis:both"),
    ("Me duele el cuello y ambas rodillas", "neck knee:both"),
    ("My neck hurts and both knees", "neck knee:both"),
    (
        "My mom's knees are bad, mine are OK. With me it's the feet.",
        "!knee:both foot:both",
    ),
    ("My dad's hip is bad and mine is too", ""),
    ("My sister's back hurts and mine hurts too", ""),
    ("I had surgery on my left knee, but it's the right one that hurts.", "knee:right"),
    (
        "Me operaron de la rodilla izquierda, pero es la derecha la que me duele.",
        "knee:right",
    ),
    ("I had surgery on my left knee and it still hurts.", "knee:left"),
    ("Me operaron de la rodilla izquierda y me sigue doliendo", "knee:left"),
    (
        "Me duele el costado izquierdo, en las costillas, si me acuesto de ese lado.",
        "chest:left",
    ),
    ("Me duele el costado y el pecho", "abdomen chest"),
    ("My flank and my chest hurt", "abdomen chest"),
    ("Me duele el costado", "abdomen"),
    (
        "La cabeza no, el cuello tampoco, es la espalda en medio.",
        "!head !neck upper_back",
    ),
    ("The pain is in my back in the middle", "upper_back"),
    ("Me duele la espalda en la mañana", "back"),
    (
        "Me molesta la luz de la compu, pero tal vez es cansancio de los ojos.",
        "",
    ),
    ("Traigo los ojos cansados", ""),
    ("My eyes are tired", ""),
    ("Mi esposo me soba y tengo la espalda hecha pedazos", "back"),
    (
        "Las manos y los pies no me duelen, solo las caderas.",
        "!hand:both !foot:both hip:both",
    ),
    ("Desde hace 3 años me mata este dolor de espalda", "back"),
    ("Con el calor se me pasa el dolor de espalda", "back"),
    (
        "I've lived with this back pain for years and the doctor only gives me tylenol",
        "back",
    ),
    ("Heat eases my back pain, cold makes it worse", "back"),
    ("I can't take this back pain any more", "back"),
    ("Mi hijo nació hace un año y traigo dolor en el coxis", "tailbone"),
    ("Mi esposo dice que tengo dolor en la espalda", "back"),
    ("Mi hermana tiene dolor de espalda", ""),
    ("Me dio en el codo y luego se fue a la mano", "elbow hand"),
    ("Lo del tobillo luego se fue. Hoy es la cadera.", "!ankle hip"),
    ("The pain in my neck, it's gone down to my shoulder", "neck shoulder"),
    ("Me duele el talón, no, espera, digo, la rodilla", "knee"),
    (
        "Me duele el lado izquierdo del cuerpo, el derecho no",
        "hemibody:left !hemibody:right",
    ),
    (
        "Mi brazo derecho y mi pierna derecha arden; el lado izquierdo no me duele",
        "arm:right leg:right !hemibody:left",
    ),
    (
        "My right arm and right leg burn; the left side doesn't hurt",
        "arm:right leg:right !hemibody:left",
    ),
    (
        "My right arm and right leg burn, the left leg doesn't",
        "arm:right leg:right !leg:left",
    ),
    ("Both my ears ache", "face:both"),
    ("Me arden los ojos", "face:both"),
    ("Me duele un oído", "face"),
    ("La cara me duele de ambos lados", "face:both"),
    ("My face hurts on both sides", "face:both"),
    ("My husband's shoulder hurts, mine doesn't hurt. It's my neck.", "!shoulder neck"),
    (
        "A mi hermana le duelen las caderas, a mí no me duelen, lo mío es el cuello",
        "!hip:both neck",
    ),
    ("Operaron mi cadera derecha pero la izquierda es la que duele", "hip:left"),
    ("They operated on my right hip, but the left one hurts", "hip:left"),
    ("Me operaron de la cadera", ""),
    ("Operada de la columna hace dos años, me duele la pierna", "leg"),
    ("Me duelen las costillas del lado derecho", "chest:right"),
    ("My ribs hurt on the right side", "chest:right"),
    ("Tengo la vista cansada y dolor de cabeza", "head"),
    ("Siento los ojos cansados por la compu, y me duele la nuca", "neck"),
    ("My eyes get tired from the screen and my neck hurts", "neck"),
)


@pytest.mark.parametrize(("text", "told"), PLACES)
def test_plain_places_are_heard_with_their_sides(text: str, told: str) -> None:
    found = {
        f"{'!' if one.negated else ''}{one.value}"
        for one in understand(text, today=TODAY).findings
        if one.name == "pain_regions" and one.whose == "patient"
    }
    assert found == set(told.split())
