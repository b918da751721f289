"""Short notes as a team writes them, in Polish; outcomes; what people ask about. Invented."""

NOTES = {
    "legal-stay": [
        "Wniosek wypełniony, brakuje zdjęcia.",
        "Brakuje zaświadczenia od pracodawcy, wróci za tydzień.",
        "Wyjaśnione terminy i opłata skarbowa.",
        "Sprawdziliśmy listę dokumentów, komplet.",
        "Przedłużenie karty: wniosek wysłany w systemie MOS.",
        "Pytanie o PESEL i status UKR.",
    ],
    "lawyer": [
        "Umowa najmu: okres wypowiedzenia.",
        "Zaległe wynagrodzenie, przygotowane wezwanie do zapłaty.",
        "Umowa zlecenie, porada o składkach.",
        "Pełnomocnictwo do sprawy w urzędzie.",
    ],
    "psychologist": ["", "", "Umówione następne spotkanie."],
    "school-choice": [
        "Trzy szkoły w okolicy, rodzic wybierze do piątku.",
        "Zapis do przedszkola złożony razem.",
        "Oddział przygotowawczy, rozmowa z dyrekcją umówiona.",
    ],
    "accompaniment": ["Idziemy razem do urzędu w środę.", "Wizyta u lekarza rodzinnego, potrzebny tłumacz.", "Otwarcie konta w banku."],
    "first-conversation": [
        "Skierowanie do prawnika.",
        "Podane adresy: urząd pracy, NFZ.",
        "Zapis na kurs polskiego A1.",
        "Dostał listę dokumentów do karty pobytu.",
    ],
    "residence-card-office": ["Stan sprawy sprawdzony.", "Wezwanie do uzupełnienia braków, termin 14 dni."],
    "career-adviser": ["CV poprawione.", "Nostryfikacja dyplomu: pielęgniarka.", "Kurs na wózek widłowy od przyszłego miesiąca."],
    "tax-office": ["NIP-7 wypełniony.", "PIT-37 za ubiegły rok."],
    "social-insurance": ["Wniosek o 800+ wysłany przez PUE.", "Wyjaśniony okres ubezpieczenia."],
}
OUTCOMES = {"answered": 34, "done-together": 30, "next-meeting": 21, "sent-on": 12, "not-possible": 3}
TOPICS = {
    "stay": 30,
    "pesel": 10,
    "work": 14,
    "health": 8,
    "school": 9,
    "housing": 9,
    "benefits": 11,
    "language": 6,
    "law": 4,
    "psychology": 1,
    "business": 3,
    "other": 5,
}
CHANNELS = {"walk-in": 47, "phone": 34, "messenger": 9, "email": 8, "outreach": 2}
WALK_INS = [("Natalia", "do Oksany, karta pobytu"), ("", "pierwsza rozmowa")]  # how they are called, what they want
