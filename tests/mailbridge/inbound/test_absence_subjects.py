"""Which subjects only an absence notice has, and which a person writes."""

import pytest

from mailbridge.inbound.parse import parse_mail

NOTICES = """
Respuesta automática de Luis Peña
Automatic reply from Ann Smith
Out of office from 3 March
Out of Office until 5 March
Automatische Antwort von Luis
Automatic reply to your message
Automatic reply: Order
Out of Office: Ann
Out of office Re: Order
I am out of office
I'm out of the office
Out of Office AutoReply: Order
Autoreply: Order
AUTO: Luis is out of the office (returning 05/03/2025)
Auto Reply: Order
[Auto-Reply] Order
Vacation reply
On vacation: Re: Order
OOO: Re: Order
OOO Re: order
Away from the office
Away: Re: Order
Respuesta automática: Pedido
Respuesta Automática - Pedido
RESPUESTA AUTOMATICA: Pedido
Mensaje automático: pedido
Fuera de la oficina
Fuera de oficina Re: pedido
De vacaciones: Re: Pedido
Ausente: Re: Pedido
Auto-respuesta: Pedido
Aviso de ausencia
Notificación de ausencia: Pedido
Réponse automatique : Commande
Absence du bureau : Commande
Message d'absence
Absence : Re: commande
Absence Re: commande
Automatische Antwort: Bestellung
Abwesenheitsnotiz: Bestellung
Abwesenheit: Re: Bestellung
Abwesend: Re: Bestellung
Abwesenheitsassistent: x
Urlaub: Re: Bestellung
Nicht im Büro: Re
Außer Haus: Re: Anfrage
Risposta automatica: Ordine
Fuori sede: ordine
Fuori ufficio
Assente: Re: ordine
In ferie: Re: ordine
Assenza dall'ufficio: ordine
Resposta automática: Pedido
Ausência temporária: pedido
Fora do escritório: pedido
De férias: Re: pedido
Automatisch antwoord: Bestelling
Afwezig: Re: bestelling
Afwezigheidsassistent: x
Niet op kantoor: Re
Buiten kantoor: x
Autosvar: Order
Frånvaro: order
Ej på kontoret: x
Automatisk svar: Ordre
Ikke på kontoret
Automatisk svar - Ordre
Poissaolo: tilaus
Automaattinen vastaus: Tilaus
Odpowiedź automatyczna: Zamówienie
Autoodpowiedź: x
Nieobecność: x
Poza biurem: x
Automatická odpověď: Objednávka
Mimo kancelář: x
Nepřítomnost: x
Automatická odpoveď: x
Neprítomnosť: x
Automatikus válasz: Rendelés
Házon kívül: x
Szabadság: Re: x
Răspuns automat: Comandă
Absent: Re: comandă
Absent din birou: x
În afara biroului: x
Автоответ: Заказ
Автоматический ответ: Заказ
В отпуске: Re: заказ
Нет на месте: x
Автовідповідь: x
Автоматична відповідь: x
Автоматичен отговор: x
Извън офиса: x
Automatski odgovor: x
Izvan ureda: x
Samodejni odgovor: x
Odsotnost: x
Αυτόματη απάντηση: x
Εκτός γραφείου: x
Otomatik yanıt: x
Otomatik Cevap: x
Ofis dışında: x
自動返信: x
自動返信：x
【自動返信】お問い合わせ
【自動応答】不在
不在通知: x
不在のお知らせ
自动回复: x
自动回复：x
自动答复: x
外出自动回复: x
自動回覆: x
休假自動回覆: x
자동 회신: x
자동응답: x
부재중: x
[자동회신] x
부재중 자동 응답: x
תשובה אוטומטית: x
מחוץ למשרד: x
الرد التلقائي: x
رد آلي: x
خارج المكتب: x
ตอบกลับอัตโนมัติ: x
ไม่อยู่ที่สำนักงาน: x
Trả lời tự động: x
Vắng mặt: x
Balasan otomatis: x
Di luar kantor: x
Balasan Automatik: x
Resposta automàtica: x
Fora de l'oficina: x
Resposta automática: x
Erantzun automatikoa: x
Bulegotik kanpo: x
Automaatvastus: x
Automatinis atsakymas: x
Automātiskā atbilde: x
स्वचालित उत्तर: x
Sjálfvirkt svar: x
پاسخ خودکار: x
自動答覆: x
Poissaoloviesti: x
Нет на рабочем месте: x
Mensaje automático de vacaciones
I am away: Re: Order
Ich bin im Urlaub Re: Bestellung
Ana Pena is out of office (returning 05/03/2025)
""".strip().split("\n")
PERSONS = """
"Respuesta automática" mal configurada
Respuesta automática de su tienda
Automatic reply from your shop is wrong
Mensaje automático de su tienda incorrecto
Automatic reply to my order
Automatische Antwort von Ihrem Shop falsch
OOO - request
Out of office until when?
Your out of office message is wrong
Out of office hours support?
Question about automatic reply
Automatic replies are not working
Out of office printer broken
Vacation rental request
Vacation days wrong in my contract
On vacation in May
Away game tickets
Auto insurance
Auto: precio del seguro
Absence of invoice
Absent invoice
Abwesenheit
Urlaub
Urlaub buchen
Urlaubsantrag
Ausente la factura
Ausencia de factura
Fuera de servicio
Fuera de la oficina postal nadie recoge
Respuesta automática que no funciona
Cómo configuro la respuesta automática
De vacaciones con su agencia
Estoy de vacaciones y no funciona la tarjeta
I'm out of the office key
Re: Automatic reply: Order
Re: Out of Office: Ann
RE: Respuesta automática: Pedido
Fwd: Automatic reply: Order
RV: Respuesta automática: Pedido
AW: Automatische Antwort: Bestellung
SV: Autosvar: Order
TR: Réponse automatique : x
Réponse automatique non reçue
Thank you for your email
Ferie
In ferie con voi
Leave request
Annual leave policy
Maternity leave benefits
Puerta automática
Autos
Automatic door
OOO gauge trains
Vaca
Automatische Tür
Automatiskt godkännande
Poissa käytöstä laite
自動販売機が壊れた
自动门坏了
不在住所
在庫不在
부재중 전화
Fravær i skolen
Szabadság tér 5
Отпуск в мае
В отпуске не работает карта
Absent from training
On leave
Annual leave
Maternity leave
My brother is out of the office
Ana is out of the office?
Your shop is out of office supplies
I am away on Friday
""".strip().split("\n")


def is_auto_reply(subject: str, extra: str = "") -> bool:
    head = f"From: Ana <ana@acme.example>\nTo: support@desk.example\n{extra}Subject: {subject}"
    return parse_mail(f"{head}\n\nNecesito ayuda.\n".encode()).is_auto_reply


@pytest.mark.parametrize("subject", NOTICES)
def test_a_notice_of_absence_is_an_automatic_answer(subject: str) -> None:
    assert is_auto_reply(subject)


@pytest.mark.parametrize("subject", PERSONS)
def test_a_person_who_speaks_of_absence_is_a_person(subject: str) -> None:
    assert not is_auto_reply(subject)
    assert not is_auto_reply(subject, "List-Id: <clientes.acme.example>\nPrecedence: list\n")
