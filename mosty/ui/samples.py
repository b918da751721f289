"""Words for the gallery in three languages: long ones, accents, another script, another direction. Sample text, never translated."""
# ruff: noqa: E501 - a dictionary of words reads better in full lines

from __future__ import annotations

from typing import Any

SAMPLES: dict[str, dict[str, str]] = {
    "pl": {
        "book": "Umów bezpłatną wizytę", "change": "Zmień", "print": "Drukuj", "search": "Szukaj", "cancel": "Odwołaj wizytę", "keep": "Zostaw wizytę",
        "taken": "Zajęte", "next": "Dalej", "undo": "Cofnij", "new": "Nowa wizyta", "name": "Jak mamy się do Ciebie zwracać?",
        "name_hint": "Wystarczy imię, może być pseudonim.", "phone": "Telefon",
        "phone_error": "Numer ma 8 cyfr, a polski ma 9. Sprawdź, czy nie brakuje jednej.", "language": "Język wiadomości", "about": "Czego dotyczy rozmowa?",
        "consent": "Zgadzam się na wiadomość z przypomnieniem", "topic": "Temat", "topic_a": "Pobyt", "topic_b": "Praca", "topic_c": "Szkoła dla dziecka",
        "way": "Jak", "way_a": "osobiście", "way_b": "telefon", "way_c": "czat", "good": "Warto wiedzieć",
        "good_text": "Dokumentów nie trzeba tłumaczyć wcześniej.", "warn": "Zostało 8 dni", "warn_text": "3 grudnia mija czas na odwołanie.",
        "danger": "Tego czasu już nie ma", "danger_text": "Ktoś wybrał go przed chwilą. Najbliższe: 11:00 i 11:30.", "saved": "Zapisano",
        "saved_text": "Przypomnimy SMS-em po ukraińsku.", "word": "otwarte do 16:00", "today": "Dziś w Koninie", "worker": "Oksana Tkaczenko",
        "role": "asystentka międzykulturowa, bez zapisu", "office": "Zakład Ubezpieczeń Społecznych", "office_role": "dyżur urzędu, czwartek",
        "door": "Co mam zrobić?", "door_text": "Pierwsze kroki po kolei: pobyt, PESEL, praca, lekarz, szkoła dla dziecka.", "centre": "Centrum",
        "people": "Osoby", "days": "Dni", "caption": "Ile dni czeka się na prawnika", "nobody": "Nikt jeszcze nie czeka",
        "nobody_text": "Gdy ktoś wejdzie bez zapisu, daj numerek. Zajmie to chwilę.", "plan": "Plan: 2 z 5 celów", "step_a": "Usługa", "step_b": "Czas",
        "step_c": "Kontakt", "step_d": "Gotowe", "question": "Odwołać wizytę 27 listopada o 10:30?",
        "question_text": "Ten czas od razu dostanie następna osoba z listy.", "counted": "Policzono: praca, rosyjski, telefon",
        "event": "Przyszła, numerek T 08", "when": "dziś 11:18", "event_b": "Odmowa miejsca w szkole", "when_b": "19 lis", "visits": "wizyt od rana",
        "usual": "w środę zwykle 19", "wednesday": "środa", "thursday": "czwartek", "friday": "piątek", "free": "7 wolnych", "closed": "zamknięte",
        "code": "Twój kod", "moment": "piątek, 27 listopada, 10:30", "home": "Strona główna", "centres": "Centra",
        "readers": "Przeczyta to zespół Centrum Poznań: 9 osób.", "room": "pokój 2, 3 z 8 miejsc", "chart": "Wizyty na tydzień rosną w Koninie.",
    },
    "uk": {
        "book": "Записатися безкоштовно", "change": "Змінити", "print": "Роздрукувати", "search": "Шукати", "cancel": "Скасувати запис", "keep": "Залишити запис",
        "taken": "Зайнято", "next": "Далі", "undo": "Повернути", "new": "Новий візит", "name": "Як до вас звертатися?",
        "name_hint": "Досить імені, можна псевдонім.", "phone": "Телефон", "phone_error": "У номері 8 цифр, а в польському їх 9. Перевірте, чи не бракує однієї.",
        "language": "Мова повідомлень", "about": "Про що розмова?", "consent": "Погоджуюся на повідомлення з нагадуванням", "topic": "Тема",
        "topic_a": "Перебування", "topic_b": "Робота", "topic_c": "Школа для дитини", "way": "Як", "way_a": "особисто", "way_b": "телефон", "way_c": "чат",
        "good": "Варто знати", "good_text": "Документи не треба перекладати наперед.", "warn": "Залишилося 8 днів",
        "warn_text": "3 грудня спливає час на оскарження.", "danger": "Цього часу вже немає", "danger_text": "Хтось щойно його вибрав. Найближчі: 11:00 і 11:30.",
        "saved": "Збережено", "saved_text": "Нагадаємо SMS-повідомленням українською.", "word": "відкрито до 16:00", "today": "Сьогодні в Коніні",
        "worker": "Оксана Ткаченко", "role": "міжкультурна асистентка, без запису", "office": "Управління соціального страхування",
        "office_role": "прийом установи, четвер", "door": "Що мені робити?", "door_text": "Перші кроки по черзі: перебування, PESEL, робота, лікар, школа.",
        "centre": "Центр", "people": "Люди", "days": "Дні", "caption": "Скільки днів чекають на юриста", "nobody": "Ще ніхто не чекає",
        "nobody_text": "Коли хтось прийде без запису, дайте номерок. Це хвилинка.", "plan": "План: 2 з 5 цілей", "step_a": "Послуга", "step_b": "Час",
        "step_c": "Контакт", "step_d": "Готово", "question": "Скасувати запис 27 листопада о 10:30?",
        "question_text": "Цей час одразу отримає наступна людина зі списку.", "counted": "Пораховано: робота, російська, телефон",
        "event": "Прийшла, номерок T 08", "when": "сьогодні 11:18", "event_b": "Відмова в місці у школі", "when_b": "19 лис", "visits": "візитів від ранку",
        "usual": "у середу зазвичай 19", "wednesday": "середа", "thursday": "четвер", "friday": "п’ятниця", "free": "7 вільних", "closed": "зачинено",
        "code": "Ваш код", "moment": "п’ятниця, 27 листопада, 10:30", "home": "Головна", "centres": "Центри",
        "readers": "Це прочитає команда Центру Познань: 9 людей.", "room": "кабінет 2, 3 з 8 місць", "chart": "Кількість візитів у Коніні зростає щотижня.",
    },
    "ar": {
        "book": "احجز موعدًا مجانيًا", "change": "تغيير", "print": "طباعة", "search": "بحث", "cancel": "إلغاء الموعد", "keep": "إبقاء الموعد",
        "taken": "محجوز", "next": "التالي", "undo": "تراجع", "new": "زيارة جديدة", "name": "بماذا نناديك؟", "name_hint": "يكفي الاسم الأول أو اسم مستعار.",
        "phone": "الهاتف", "phone_error": "الرقم من 8 خانات، والرقم البولندي من 9. تحقّق من عدم نقص خانة.", "language": "لغة الرسائل",
        "about": "ما موضوع المحادثة؟", "consent": "أوافق على رسالة تذكير", "topic": "الموضوع", "topic_a": "الإقامة", "topic_b": "العمل",
        "topic_c": "مدرسة للطفل", "way": "كيف", "way_a": "حضوريًا", "way_b": "هاتف", "way_c": "دردشة", "good": "من المفيد أن تعرف",
        "good_text": "لا حاجة إلى ترجمة الوثائق مسبقًا.", "warn": "بقي 8 أيام", "warn_text": "تنتهي مهلة الاعتراض في 3 ديسمبر.",
        "danger": "هذا الوقت لم يعد متاحًا", "danger_text": "اختاره شخص آخر قبل لحظة. الأقرب: 11:00 و11:30.", "saved": "تم الحفظ",
        "saved_text": "سنذكّرك برسالة نصية بالعربية.", "word": "مفتوح حتى 16:00", "today": "اليوم في كونين", "worker": "أوكسانا تكاتشينكو",
        "role": "مساعدة بين الثقافات، دون موعد", "office": "مؤسسة التأمين الاجتماعي", "office_role": "مناوبة المؤسسة، الخميس", "door": "ماذا عليّ أن أفعل؟",
        "door_text": "الخطوات الأولى بالترتيب: الإقامة ورقم PESEL والعمل والطبيب والمدرسة.", "centre": "المركز", "people": "الأشخاص", "days": "الأيام",
        "caption": "كم يومًا يُنتظر المحامي", "nobody": "لا أحد ينتظر بعد", "nobody_text": "عندما يأتي شخص دون موعد، أعطه رقمًا. لن يستغرق ذلك وقتًا.",
        "plan": "الخطة: 2 من 5 أهداف", "step_a": "الخدمة", "step_b": "الوقت", "step_c": "التواصل", "step_d": "تم",
        "question": "هل تريد إلغاء موعد 27 نوفمبر الساعة 10:30؟", "question_text": "سيحصل الشخص التالي في القائمة على هذا الوقت فورًا.",
        "counted": "تم العدّ: العمل، الروسية، هاتف", "event": "حضرت، الرقم T 08", "when": "اليوم 11:18", "event_b": "رفض مقعد في المدرسة",
        "when_b": "19 نوفمبر", "visits": "زيارة منذ الصباح", "usual": "المعتاد يوم الأربعاء 19", "wednesday": "الأربعاء", "thursday": "الخميس",
        "friday": "الجمعة", "free": "7 متاحة", "closed": "مغلق", "code": "رمزك", "moment": "الجمعة 27 نوفمبر، 10:30", "home": "الصفحة الرئيسية",
        "centres": "المراكز", "readers": "سيقرأ هذا فريق مركز بوزنان: 9 أشخاص.", "room": "الغرفة 2، 3 من 8 أماكن", "chart": "تزداد الزيارات الأسبوعية في كونين.",
    },
}  # fmt: skip

LANGUAGES = [
    ("pl", "Polski"), ("uk", "Українська"), ("en", "English"), ("ru", "Русский"), ("be", "Беларуская"),
    ("ka", "ქართული"), ("ar", "العربية"), ("az", "Azərbaycanca"), ("tr", "Türkçe"), ("es", "Español"),
]  # fmt: skip


def rows_for(words: dict[str, str], lang: str) -> dict[str, Any]:
    """Prepared values of the components that take lists, in the words of one language."""
    return {
        "languages": [
            {"code": code, "name": name, "url": f"#{code}", "current": code == lang, "dir": "rtl" if code == "ar" else "ltr"}
            for code, name in LANGUAGES
        ],
        "tabs": [{"label": words[key], "url": "#tab", "current": key == "step_b"} for key in ("step_a", "step_b", "step_c", "step_d")],
        "steps": [
            {"label": words[key], "state": state}
            for key, state in (("step_a", "done"), ("step_b", "current"), ("step_c", ""), ("step_d", ""))
        ],
        "days": [
            {"weekday": words[key], "number": number, "note": words["free"], "value": number, "current": key == "thursday"}
            for number, key in ((25, "wednesday"), (26, "thursday"), (27, "friday"))
        ],
        "times": [
            {
                "hour": hour,
                "note": town,
                "note_lang": "pl",
                "url": url,
                "value": hour,
                "current": hour == "10:30",
                "disabled": hour == "11:30",
            }
            for hour, town, url in (("9:00", "Leszno", "#t"), ("10:30", "Poznań", ""), ("11:00", "Poznań", ""), ("11:30", "Konin", ""))
        ],
        "hours": [
            {"label": words["wednesday"], "hours": "8:00–16:00", "is_today": True},
            {"label": words["thursday"], "hours": "10:00–18:00", "is_today": False},
            {"label": words["friday"], "hours": words["closed"], "is_today": False},
        ],
        "sheet": {
            "title": words["chart"],
            "notes": [words["caption"]],
            "corner": words["centres"],
            "columns": [words["visits"]],
            "lines": [{"label": name, "cells": [{"text": count}]} for name, count in (("Konin", "138"), ("Leszno", "<5"))],
            "foot": None,
        },
        "trail": [{"label": words["home"], "url": "#home"}, {"label": words["centres"], "url": "#c"}, {"label": "Konin", "url": ""}],
    }
