"""Names of months and zones as the Date fields of forty years hold them."""

from mailbridge.inbound.text.vocabulary import phrases

# A line a month: the first letters, in the languages that mailers write, as `plain` leaves them.
_MONTHS = phrases(
    """
    jan ene gen led sty oca янв яну січ ιαν
    feb fev uno lut sub hel фев лют φεβ
    mar mrz mae brez bre maa mrt мар бер μαρ
    apr abr avr dub kwi huh nis апр кві απρ
    may mai mei mag maj kve tou маи мая тра μαι
    jun giu juin cze cvn kes haz июн юни чер ιουν
    jul lug juil lip cvc hei tem июл юли лип ιουλ
    aug ago aou srp sie elo авг сер αυγ
    sep set zar wrz syy eyl сен вер σεπ
    oct okt ott out rij paz lok eki окт жов οκτ
    nov lis marr kas ноя ное лис лист νοε
    dec dic dez des pros gru jou ara дек гру δεκ
    """
)
MONTHS = {name: number for number, line in enumerate(_MONTHS, start=1) for name in line.split()}
# Minutes east of Greenwich. Where one name has several meanings, the one that mail programs write.
_ZONES = phrases(
    """
    0 ut utc gmt z wet zulu
    60 bst cet met mez west wat
    120 cest mest mesz eet sast cat
    180 eest msk
    240 msd
    480 hkt sgt awst
    540 jst kst
    600 aest
    660 aedt
    720 nzst
    780 nzdt
    -180 brt art adt
    -240 edt ast clt
    -300 est cdt
    -360 cst mdt
    -420 mst pdt
    -480 pst akdt
    -540 akst
    -600 hst
    """
)
ZONES = {name: int(line.split()[0]) for line in _ZONES for name in line.split()[1:]}
