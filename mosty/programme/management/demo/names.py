"""Names of people who do not exist, in the script in which such a person would write them at a reception in Poland."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random

# "local/latin" pairs; Ukrainians, Belarusians and Georgians write either, most others write Latin letters
UK_WOMEN = (
    "Олена/Olena Наталія/Nataliia Оксана/Oksana Ірина/Iryna Тетяна/Tetiana Світлана/Svitlana Юлія/Yuliia Марія/Mariia Анна/Anna Катерина/Kateryna "
    "Людмила/Liudmyla Вікторія/Viktoriia Дарина/Daryna Галина/Halyna Ольга/Olha Софія/Sofiia Аліна/Alina Надія/Nadiia Лариса/Larysa Інна/Inna "
    "Валентина/Valentyna Яна/Yana Христина/Khrystyna Зоряна/Zoriana Мирослава/Myroslava Богдана/Bohdana"
)
UK_MEN = (
    "Олександр/Oleksandr Сергій/Serhii Андрій/Andrii Микола/Mykola Іван/Ivan Володимир/Volodymyr Дмитро/Dmytro Юрій/Yurii Василь/Vasyl Петро/Petro "
    "Ігор/Ihor Максим/Maksym Богдан/Bohdan Тарас/Taras Олег/Oleh Роман/Roman Віталій/Vitalii Артем/Artem"
)
UK_FAMILIES = (
    "Шевчук/Shevchuk Мельник/Melnyk Бойко/Boiko Ткачук/Tkachuk Кравець/Kravets Олійник/Oliinyk Лисенко/Lysenko Гончар/Honchar Поліщук/Polishchuk "
    "Савчук/Savchuk Руденко/Rudenko Мороз/Moroz Коваленко/Kovalenko Петренко/Petrenko Клименко/Klymenko Павлюк/Pavliuk Кузьменко/Kuzmenko "
    "Гнатюк/Hnatiuk Назаренко/Nazarenko Панасюк/Panasiuk Романюк/Romaniuk Яременко/Yaremenko Литвин/Lytvyn Білик/Bilyk Вовк/Vovk Сорока/Soroka "
    "Гуменюк/Humeniuk Дяченко/Diachenko Захарченко/Zakharchenko Іваненко/Ivanenko Костюк/Kostiuk Левченко/Levchenko Марчук/Marchuk Остапчук/Ostapchuk "
    "Приходько/Prykhodko Семенюк/Semeniuk Тимошенко/Tymoshenko Федоренко/Fedorenko Харченко/Kharchenko Цимбал/Tsymbal Чорний/Chornyi Щербак/Shcherbak "
    "Юрченко/Yurchenko Якименко/Yakymenko Дорошенко/Doroshenko Бабенко/Babenko Вдовиченко/Vdovychenko Гайдук/Haiduk Забужко/Zabuzhko Калюжна/Kaliuzhna"
)
BY_WOMEN = "Вольга/Volha Наталля/Natallia Алена/Alena Ганна/Hanna Святлана/Sviatlana Кацярына/Katsiaryna Марына/Maryna Дар'я/Darya"
BY_MEN = "Сяргей/Siarhei Андрэй/Andrei Аляксандр/Aliaksandr Дзмітрый/Dzmitry Мікалай/Mikalai Павел/Pavel Яўген/Yauhen Віктар/Viktar"
BY_FAMILIES = (
    "Казлоў/Kazlou Мірановіч/Miranovich Дубовік/Dubovik Станкевіч/Stankevich Жук/Zhuk Кавальчук/Kavalchuk Пашкевіч/Pashkevich Сідарэнка/Sidarenka "
    "Лукашэвіч/Lukashevich Гурыновіч/Hurynovich Крук/Kruk Рамановіч/Ramanovich Барысевіч/Barysevich Янушкевіч/Yanushkevich"
)
KA_WOMEN = "ნინო/Nino თამარი/Tamar მარიამი/Mariam ნათია/Natia ეკა/Eka ქეთევანი/Ketevan მაია/Maia სალომე/Salome ანა/Ana ლელა/Lela"
KA_MEN = "გიორგი/Giorgi დავითი/Davit ლევანი/Levan ზურაბი/Zurab ირაკლი/Irakli ლუკა/Luka ნიკა/Nika თემური/Temur ვახტანგი/Vakhtang ბექა/Beka"
KA_FAMILIES = (
    "ბერიძე/Beridze ლომიძე/Lomidze მაისურაძე/Maisuradze გელაშვილი/Gelashvili კობახიძე/Kobakhidze ჩხეიძე/Chkheidze წიკლაური/Tsiklauri "
    "ხუციშვილი/Khutsishvili ბარამიძე/Baramidze ნოზაძე/Nozadze ქავთარაძე/Kavtaradze გოგიშვილი/Gogishvili ჯაფარიძე/Japaridze"
)
AR_WOMEN = "فاطمة/Fatima مريم/Maryam نور/Nour هدى/Huda سارة/Sara ليلى/Layla رنا/Rana آية/Aya"
AR_MEN = "يوسف/Yusuf أحمد/Ahmad عمر/Omar خالد/Khaled حسن/Hasan كريم/Karim سامر/Samer محمود/Mahmoud"
AR_FAMILIES = "الخطيب/Al-Khatib حداد/Haddad نجار/Najjar منصور/Mansour الشامي/Al-Shami سليمان/Sulayman درويش/Darwish قاسم/Qasim عثمان/Othman"


@dataclass(frozen=True)
class Country:
    """Where people come from: ISO code, weight among 1000, languages they like to speak, and lists of names."""

    code: str
    weight: int
    languages: str
    women: str
    men: str
    families: str
    local: float = 0.0  # share that writes the local script

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Languages, each once."""
        return frozenset(self.languages.split())

    @cached_property
    def lists(self) -> tuple[list[str], list[str], list[str]]:
        """Women's, men's and family names, apart."""
        return self.women.split(), self.men.split(), self.families.split()


COUNTRIES = [
    Country("UA", 700, "uk uk uk uk ru", UK_WOMEN, UK_MEN, UK_FAMILIES, 0.55),
    Country("BY", 62, "ru ru be", BY_WOMEN, BY_MEN, BY_FAMILIES, 0.4),
    Country("GE", 55, "ka ka ka ru", KA_WOMEN, KA_MEN, KA_FAMILIES, 0.35),
    Country(
        "AZ",
        36,
        "az az ru",
        "Aysel Leyla Günel Nigar Sevinc Aytən Lalə Könül Ülviyyə",
        "Elvin Rəşad Tural Orxan Kamran Vüsal Anar Emin Nicat",
        "Qasımov Məmmədli Hüseynli Əliyeva Quliyev İsmayıllı Rzayev Abbasov Həsənli Nəbiyev",
    ),
    Country(
        "TR",
        32,
        "tr",
        "Ayşe Elif Zeynep Merve Esra Fatma Derya Büşra",
        "Mehmet Mustafa Emre Burak Hasan Kerem Yusuf Okan",
        "Yılmaz Kaya Demir Şahin Çelik Aydın Öztürk Arslan Doğan Koç",
    ),
    Country(
        "CO",
        24,
        "es",
        "Luz_Marina Andrea Camila Paola Diana Valentina Carolina",
        "Luis_Fernando Andrés Jorge Camilo Juan_Carlos Mateo",
        "Rodríguez_Gómez Ospina_Ríos Cárdenas_Mejía Restrepo_Vélez Moreno_Díaz Quintero_Roa Salazar_Pinto",
    ),
    Country(
        "VE",
        14,
        "es",
        "María_José Yuleisy Génesis Daniela Rosa",
        "José_Gregorio Carlos Wilmer Jesús Ángel",
        "González_Parra Pérez_Marcano Rondón_Silva Bolívar_León Urdaneta_Paz Mendoza_Rivas",
    ),
    Country("PE", 7, "es", "Milagros Rosario Flor", "Renzo César Edwin", "Quispe_Huamán Mamani_Flores Rojas_Vargas Chávez_Luna"),
    Country("MX", 4, "es", "Guadalupe Ximena Fernanda", "Alejandro Ricardo Iván", "Hernández_Cruz Ramírez_Lara Torres_Peña"),
    Country("SY", 8, "ar ar en", AR_WOMEN, AR_MEN, AR_FAMILIES, 0.3),
    Country("EG", 6, "ar ar en", AR_WOMEN, AR_MEN, AR_FAMILIES, 0.3),
    Country("IQ", 4, "ar", AR_WOMEN, AR_MEN, AR_FAMILIES, 0.3),
    Country(
        "IN",
        14,
        "en",
        "Priya Anjali Kavya Divya Sneha Pooja",
        "Rahul Arjun Sandeep Vikram Harpreet Manoj",
        "Sharma Patel Singh Nair Reddy Kumar Thomas Joshi",
    ),
    Country("NP", 7, "en", "Sita Anita Sunita", "Bishal Prakash Suraj", "Thapa Gurung Shrestha Tamang Rai"),
    Country("PH", 6, "en", "Maricel Jocelyn Rowena", "Jomar Reynaldo Arvin", "Santos Reyes Dela_Cruz Bautista Garcia"),
    Country("ZW", 4, "en", "Tendai Rudo Chipo", "Farai Tatenda Simba", "Moyo Ncube Sibanda Dube"),
    Country("MD", 7, "ru ru en", "Doina Cristina Ludmila", "Ion Vasile Sergiu", "Rusu Ceban Munteanu Lungu Rotaru"),
    Country("KZ", 5, "ru", "Aigerim Dinara Madina", "Nurlan Askar Timur", "Omarov Suleimenova Akhmetov Zhaksybekova"),
    Country("UZ", 5, "ru", "Dilnoza Malika Nargiza", "Jasur Sardor Bekzod", "Karimov Yusupova Rakhimov Tursunova"),
]

# A range that is reserved for fiction, so that nobody's phone can ring: 555-0100 to 555-0199 in every area code of the North
# American numbering plan. Poland reserves none, and the British and French ranges are refused by checks as impossible.
AREA_CODES = (
    "201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 "
    "256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320"
).split()


def phone(number: int) -> str:
    """The number-th fictitious phone."""
    return f"+1{AREA_CODES[number // 100 % len(AREA_CODES)]}55501{number % 100:02}"


def name(rng: Random, country: Country) -> str:
    """A whole name; local script or Latin letters throughout."""
    women, men, families = country.lists
    first = rng.choice(women if rng.random() < 0.66 else men)
    family = rng.choice(families)
    side = 0 if rng.random() < country.local else -1
    return " ".join(part.split("/")[side].replace("_", " ") for part in (first, family))


def country(rng: Random, languages: list[str] | None = None) -> Country:
    """A country by weight; with languages, mostly one where somebody speaks one of them."""
    for _ in range(4):
        found = rng.choices(COUNTRIES, WEIGHTS)[0]
        if languages is None or not found.spoken.isdisjoint(languages) or rng.random() < UNDERSTOOD_SOMEHOW:
            return found
    return found


WEIGHTS = [one.weight for one in COUNTRIES]
UNDERSTOOD_SOMEHOW = 0.45  # share that comes although nobody there speaks the language
