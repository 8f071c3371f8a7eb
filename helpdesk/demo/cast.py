"""The made-up customers, and what they bought."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

FIRST_NAMES = {
    "es": "Lucas Carmen Javier Isabel Rafael Rosa Álvaro Nuria Ignacio Teresa Manuel Inés Hugo "
    "Beatriz Óscar Marina Sergio Elvira Adrián Paloma Julián Rocío Fermín Aitana Gonzalo Amparo",
    "en": "Emily James Priya Daniel Grace Oliver Fiona Samuel Aisha George Niamh Peter Chloe Liam "
    "Harriet Noah Margaret Ben Sofia Callum Ruth Theo Isla Martin Zoe Edward",
}
LAST_NAMES = {
    "es": "García Pérez Muñoz Ibáñez Castaño Vidaurre Olmedo Cabrera Ferrer Lozano Quintana Bravo "
    "Serrano Piñero Carrasco Montes Arroyo Salinas Peralta Zamora Rincón Valdés Nieto Herrero",
    "en": "Baker Thompson Ellis Patel Whitlock Murphy Carter Reid Hughes Osborne Walsh Gibson "
    "Fletcher Marsh Doyle Chapman Barnes Kerr Sutton Holloway Pike Lowe Tanner Rowley",
}
DOMAINS = {
    "es": ("correo.example", "buzon.example", "casa.example", "taller-olmo.example"),
    "en": ("post.example", "mailbox.example", "home.example", "meadowlane.example"),
}
PRODUCTS = {
    "es": "limonero enano|olivo en maceta|rosal trepador|jazmín de Madagascar|potus|ficus lyrata|"
    "helecho de Boston|granado enano|romero rastrero|aguacate injertado|bambú enano|madroño",
    "en": "dwarf lemon tree|potted olive tree|climbing rose|monstera|fiddle-leaf fig|Boston fern|"
    "lavender hedge|fig tree|kumquat|star jasmine|dwarf bamboo|peace lily",
}
CITIES = {
    "es": "Zaragoza|Salamanca|Getafe|Murcia|Vigo|Soria|Cáceres|Pamplona|Alcalá de Henares|Gijón",
    "en": "Leeds|Bristol|Cork|Inverness|Norwich|Cardiff|York|Galway|Swansea|Aberdeen",
}


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    language: str

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


# Those whose mail can be written and read on the page /demo/.
REGULARS = (
    Person("Carmen Olmedo", "carmen.olmedo@correo.example", "es"),
    Person("Javier Muñoz", "javier.munoz@buzon.example", "es"),
    Person("Rosa Ibáñez", "rosa@taller-olmo.example", "es"),
    Person("Emily Baker", "emily.baker@post.example", "en"),
    Person("Daniel Murphy", "daniel@meadowlane.example", "en"),
    Person("Priya Patel", "priya.patel@mailbox.example", "en"),
)


def people(language: str, count: int, *, rng: random.Random) -> Iterator[Person]:
    """So many different people; beyond the names there are, a number stands in the address."""
    first, last = FIRST_NAMES[language].split(), LAST_NAMES[language].split()
    names = [f"{given} {family}" for given in first for family in last]
    rng.shuffle(names)
    for index in range(count):
        name = names[index % len(names)]
        turn = index // len(names)
        local = ascii_letters(name).lower().replace(" ", ".") + (str(turn + 1) if turn else "")
        yield Person(name, f"{local}@{rng.choice(DOMAINS[language])}", language)


def filling(language: str, *, rng: random.Random) -> dict[str, str]:
    """What one customer's story is about."""
    value = f"{rng.randint(9, 89)}.{rng.choice(('50', '90', '95'))}"
    return {
        "order": f"A-{rng.randint(41000, 58999)}",
        "product": rng.choice(PRODUCTS[language].split("|")),
        "amount": f"{value.replace('.', ',')} €" if language == "es" else f"€{value}",
        "value": value,
        "city": rng.choice(CITIES[language].split("|")),
    }


def phone_number(language: str, *, rng: random.Random) -> str:
    """Where nobody answers: numbers kept for plays, and those beside the made-up company's own."""
    return f"{'+34910000' if language == 'es' else '+442079460'}{rng.randrange(100, 1000)}"


def ascii_letters(text: str) -> str:
    """The text without accents, for addresses."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
