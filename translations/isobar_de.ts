<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context>
    <name>AwayCard</name>
    <message>
        <source>unknown</source>
        <comment>regime of funding</comment>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>neutral</source>
        <comment>regime of funding</comment>
        <translation>neutral</translation>
    </message>
    <message>
        <source>calm</source>
        <comment>regime of funding</comment>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>warm</source>
        <comment>regime of funding</comment>
        <translation>warm</translation>
    </message>
    <message>
        <source>extreme</source>
        <comment>regime of funding</comment>
        <translation>extrem</translation>
    </message>
    <message>
        <source>capped</source>
        <comment>regime of funding</comment>
        <translation>am Anschlag</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>% / interval</source>
        <translation>% / Intervall</translation>
    </message>
    <message>
        <source>% / 1h</source>
        <translation>% / 1h</translation>
    </message>
    <message>
        <source>% / 8h</source>
        <translation>% / 8h</translation>
    </message>
    <message>
        <source>% / day</source>
        <translation>% / Tag</translation>
    </message>
    <message>
        <source>APR</source>
        <translation>APR</translation>
    </message>
    <message>
        <source>bp / 8h</source>
        <translation>bp / 8h</translation>
    </message>
    <message>
        <source>cont.</source>
        <comment>badge: funding accrues continuously</comment>
        <translation>kont.</translation>
    </message>
    <message>
        <source>highest of %1 d</source>
        <comment>among the hours of the last days</comment>
        <translation>Höchststand von %1 T</translation>
    </message>
    <message>
        <source>lowest of %1 d</source>
        <comment>among the hours of the last days</comment>
        <translation>Tiefststand von %1 T</translation>
    </message>
    <message>
        <source>above %1% of %2 d</source>
        <comment>share of the last days&apos; hours that it exceeds</comment>
        <translation>über %1% von %2 T</translation>
    </message>
</context>
<context>
    <name>FundingColumn</name>
    <message>
        <source>Venue</source>
        <translation>Venue</translation>
    </message>
    <message>
        <source>Venue; unfold for its contracts.</source>
        <translation>Venue; für ihre Kontrakte aufklappen.</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Kontrakt</translation>
    </message>
    <message>
        <source>The venue&apos;s own symbol; on a venue&apos;s row its largest contract.</source>
        <translation>Symbol der Venue; in der Zeile einer Venue ihr größter Kontrakt.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Rate of the running interval as the venue prints it. The bar starts at zero; its colour says who pays: longs above zero, shorts below; grey near the neutral print.</source>
        <translation>Rate des laufenden Intervalls, wie die Venue sie meldet. Der Balken beginnt bei null; seine Farbe zeigt, wer zahlt: Longs über null, Shorts darunter; grau nahe der neutralen Rate.</translation>
    </message>
    <message>
        <source>Int.</source>
        <translation>Int.</translation>
    </message>
    <message>
        <source>Hours between two payments; cont.: accrues all the time.</source>
        <translation>Stunden zwischen zwei Zahlungen; kont.: läuft fortlaufend auf.</translation>
    </message>
    <message>
        <source>The rate in the chosen unit: rate x 8 / interval per 8 h.</source>
        <translation>Rate in der gewählten Einheit: je 8 h Rate x 8 / Intervall.</translation>
    </message>
    <message>
        <source>8h mean</source>
        <translation>8h-Mittel</translation>
    </message>
    <message>
        <source>Mean over the last 8 hours: what the aggregate uses. A dot means that less than 6 hours are known.</source>
        <translation>Mittel der letzten 8 Stunden: damit rechnet das Aggregat. Ein Punkt heißt: weniger als 6 Stunden bekannt.</translation>
    </message>
    <message>
        <source>APR</source>
        <translation>APR</translation>
    </message>
    <message>
        <source>Simple, not compounded: 1095 x the rate per 8 h. Beyond 1000 % it is shown per day (/d).</source>
        <translation>Einfach, ohne Zinseszins: 1095 x Rate je 8 h. Über 1000 % pro Tag angezeigt (/d).</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>The venue&apos;s separate prediction of the interval after this one.</source>
        <translation>Eigene Prognose der Venue für das nächste Intervall.</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Letzte</translation>
    </message>
    <message>
        <source>Rate of the last payment.</source>
        <translation>Rate der letzten Zahlung.</translation>
    </message>
    <message>
        <source>Paid 24h</source>
        <translation>Gez. 24h</translation>
    </message>
    <message>
        <source>Sum of the rates settled in the last 24 hours; positive: longs paid.</source>
        <translation>Summe der in den letzten 24 Stunden abgerechneten Raten; positiv: Longs zahlten.</translation>
    </message>
    <message>
        <source>Paid 7d</source>
        <translation>Gez. 7d</translation>
    </message>
    <message>
        <source>Sum of the rates settled in the last 7 days; positive: longs paid.</source>
        <translation>Summe der in den letzten 7 Tagen abgerechneten Raten; positiv: Longs zahlten.</translation>
    </message>
    <message>
        <source>Paid 30d</source>
        <translation>Gez. 30d</translation>
    </message>
    <message>
        <source>Sum of the rates settled in the last 30 days; positive: longs paid.</source>
        <translation>Summe der in den letzten 30 Tagen abgerechneten Raten; positiv: Longs zahlten.</translation>
    </message>
    <message>
        <source>Next in</source>
        <translation>Zahlt in</translation>
    </message>
    <message>
        <source>Time to the next payment.</source>
        <translation>Zeit bis zur nächsten Zahlung.</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>Mark price, USD per coin.</source>
        <translation>Mark-Preis, USD je Coin.</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>The venue&apos;s index price, USD per coin.</source>
        <translation>Indexpreis der Venue, USD je Coin.</translation>
    </message>
    <message>
        <source>Prem. bp</source>
        <translation>Präm. bp</translation>
    </message>
    <message>
        <source>Mark / index - 1 in basis points.</source>
        <translation>Mark / Index - 1 in Basispunkten.</translation>
    </message>
    <message>
        <source>OI</source>
        <translation>OI</translation>
    </message>
    <message>
        <source>Open interest in USD; a position counts once.</source>
        <translation>Open Interest in USD; eine Position zählt einmal.</translation>
    </message>
    <message>
        <source>OI 1h</source>
        <translation>OI 1h</translation>
    </message>
    <message>
        <source>Change of the open interest in coins over an hour.</source>
        <translation>Änderung des Open Interest in Coins über eine Stunde.</translation>
    </message>
    <message>
        <source>OI 24h</source>
        <translation>OI 24h</translation>
    </message>
    <message>
        <source>Change of the open interest in coins over 24 hours.</source>
        <translation>Änderung des Open Interest in Coins über 24 Stunden.</translation>
    </message>
    <message>
        <source>Vol. 24h</source>
        <translation>Vol. 24h</translation>
    </message>
    <message>
        <source>Turnover of the last 24 hours in USD.</source>
        <translation>Umsatz der letzten 24 Stunden in USD.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Share in the aggregate: by turnover, at most 5 x open interest, no operator above 40 %.</source>
        <translation>Anteil am Aggregat: nach Umsatz, höchstens 5 x Open Interest, kein Betreiber über 40 %.</translation>
    </message>
    <message>
        <source>Dev.</source>
        <translation>Abw.</translation>
    </message>
    <message>
        <source>Distance from the aggregate in robust standard deviations.</source>
        <translation>Abstand vom Aggregat in robusten Standardabweichungen.</translation>
    </message>
    <message>
        <source>24h</source>
        <translation>24h</translation>
    </message>
    <message>
        <source>Settled rates of the last 24 hours; the thin line is zero.</source>
        <translation>Abgerechnete Raten der letzten 24 Stunden; die dünne Linie ist null.</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Age of the rate; the dot is the health of the feed.</source>
        <translation>Alter der Rate; der Punkt zeigt den Zustand des Feeds.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausschluss</translation>
    </message>
    <message>
        <source>Why the row takes no part in the aggregate.</source>
        <translation>Warum die Zeile nicht ins Aggregat eingeht.</translation>
    </message>
</context>
<context>
    <name>FundingTexts</name>
    <message>
        <source>settling</source>
        <comment>countdown: payment is due, the venue has not confirmed yet</comment>
        <translation>fällig</translation>
    </message>
    <message>
        <source>%1/%2 venues</source>
        <translation>%1/%2 Venues</translation>
    </message>
    <message>
        <source>Aggregate</source>
        <translation>Aggregat</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>implausible</source>
        <translation>unplausibel</translation>
    </message>
    <message>
        <source>outlier</source>
        <translation>Ausreißer</translation>
    </message>
    <message>
        <source>thin</source>
        <translation>zu klein</translation>
    </message>
    <message>
        <source>volume suspect</source>
        <translation>Vol. fraglich</translation>
    </message>
    <message>
        <source>interval unknown</source>
        <translation>Intervall unbek.</translation>
    </message>
    <message>
        <source>crossed mark</source>
        <translation>Mark-Konflikt</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>live</source>
        <comment>health of a feed</comment>
        <translation>live</translation>
    </message>
    <message>
        <source>starting</source>
        <comment>health of a feed</comment>
        <translation>startet</translation>
    </message>
    <message>
        <source>stale</source>
        <comment>health of a feed</comment>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>mute</source>
        <comment>health of a feed: connected, but nothing comes</comment>
        <translation>stumm</translation>
    </message>
    <message>
        <source>limited</source>
        <comment>health of a feed: the venue limits our requests</comment>
        <translation>limitiert</translation>
    </message>
    <message>
        <source>blocked</source>
        <comment>health of a feed: blocked in the user&apos;s region</comment>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>down</source>
        <comment>health of a feed</comment>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>off</source>
        <comment>health of a feed: switched off by the user</comment>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>FundingToolTip</name>
    <message>
        <source>Mean over the valid venues, weighted as the Weight column says</source>
        <translation>Mittel der gültigen Venues, gewichtet nach der Spalte Gewicht</translation>
    </message>
    <message>
        <source>%1 prints %2 per %3 on %4</source>
        <translation>%1 meldet %2 je %3 auf %4</translation>
    </message>
    <message>
        <source>%1 has not told a rate yet</source>
        <translation>%1 hat noch keine Rate gemeldet</translation>
    </message>
    <message>
        <source>= %1 per 8h = %2 a day</source>
        <translation>= %1 je 8h = %2 pro Tag</translation>
    </message>
    <message>
        <source>= %1 APR (simple, 1095 x), %2 APY (compounded)</source>
        <translation>= %1 APR (einfach, 1095 x), %2 APY (mit Zinseszins)</translation>
    </message>
    <message>
        <source>Shorts pay longs</source>
        <translation>Shorts zahlen an Longs</translation>
    </message>
    <message>
        <source>Longs pay shorts</source>
        <translation>Longs zahlen an Shorts</translation>
    </message>
    <message>
        <source>At the venue&apos;s cap</source>
        <translation>Am Cap der Venue</translation>
    </message>
    <message>
        <source>Mean of the last 8 h: %1; running: %2</source>
        <translation>Mittel der letzten 8 h: %1; laufend: %2</translation>
    </message>
    <message>
        <source>Less than 6 h known: the running rate stands in</source>
        <translation>Weniger als 6 h bekannt: ersatzweise die laufende Rate</translation>
    </message>
    <message>
        <source>%1
%2 coins
Turnover of 24 h: %3</source>
        <translation>%1
%2 Coins
Umsatz 24 h: %3</translation>
    </message>
    <message>
        <source>Age of funding %1, mark %2, open interest %3</source>
        <translation>Alter: Funding %1, Mark %2, Open Interest %3</translation>
    </message>
    <message>
        <source>Mark %1, index %2, premium %3 bp</source>
        <translation>Mark %1, Index %2, Prämie %3 bp</translation>
    </message>
    <message>
        <source>%1 of %2 venues take part, %3 of the volume</source>
        <translation>%1 von %2 Venues gehen ein, %3 des Volumens</translation>
    </message>
    <message>
        <source>Takes part; its volume looks too large for its open interest</source>
        <translation>Geht ein; das Volumen wirkt zu groß für das Open Interest</translation>
    </message>
    <message>
        <source>Takes part in the aggregate</source>
        <translation>Geht ins Aggregat ein</translation>
    </message>
    <message>
        <source>Left out: no rate, price or volume yet</source>
        <translation>Ausgeschlossen: noch keine Rate, kein Preis oder kein Volumen</translation>
    </message>
    <message>
        <source>Left out: its data are older than their limit</source>
        <translation>Ausgeschlossen: Daten älter als erlaubt</translation>
    </message>
    <message>
        <source>Left out: the rate is beyond the venue&apos;s cap</source>
        <translation>Ausgeschlossen: Rate jenseits des Caps der Venue</translation>
    </message>
    <message>
        <source>Left out: too far from the other venues; accepted once it has stood for 3 minutes</source>
        <translation>Ausgeschlossen: zu weit von den anderen Venues; zählt, wenn sie 3 Minuten Bestand hat</translation>
    </message>
    <message>
        <source>Left out: less than 0.2 % of the volume or 1 M USD of open interest</source>
        <translation>Ausgeschlossen: unter 0.2 % des Volumens oder 1 Mio. USD Open Interest</translation>
    </message>
    <message>
        <source>Left out: for 24 h its volume has not matched its open interest</source>
        <translation>Ausgeschlossen: Volumen passt seit 24 h nicht zum Open Interest</translation>
    </message>
    <message>
        <source>Left out: the funding interval is not known</source>
        <translation>Ausgeschlossen: Funding-Intervall unbekannt</translation>
    </message>
    <message>
        <source>Left out: its mark price contradicts the other venues</source>
        <translation>Ausgeschlossen: Mark-Preis widerspricht den anderen Venues</translation>
    </message>
    <message>
        <source>Left out by you</source>
        <translation>Manuell ausgeschlossen</translation>
    </message>
</context>
<context>
    <name>HeaderTexts</name>
    <message>
        <source>regime unknown</source>
        <translation>Regime unbekannt</translation>
    </message>
    <message>
        <source>neutral</source>
        <comment>regime of funding</comment>
        <translation>neutral</translation>
    </message>
    <message>
        <source>calm</source>
        <comment>regime of funding</comment>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>warm</source>
        <comment>regime of funding</comment>
        <translation>warm</translation>
    </message>
    <message>
        <source>extreme</source>
        <comment>regime of funding</comment>
        <translation>extrem</translation>
    </message>
    <message>
        <source>capped</source>
        <comment>regime of funding</comment>
        <translation>am Cap</translation>
    </message>
    <message>
        <source>localised</source>
        <comment>scope of extreme funding: one venue</comment>
        <translation>lokal</translation>
    </message>
    <message>
        <source>mixed</source>
        <comment>scope of extreme funding: some venues</comment>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>systemic</source>
        <comment>scope of extreme funding: most venues</comment>
        <translation>systemisch</translation>
    </message>
    <message>
        <source>no price yet</source>
        <translation>noch kein Preis</translation>
    </message>
    <message>
        <source> 24h</source>
        <comment>after a change in per cent</comment>
        <translation> 24h</translation>
    </message>
    <message>
        <source>by volume </source>
        <translation>nach Vol. </translation>
    </message>
    <message>
        <source>by OI </source>
        <translation>nach OI </translation>
    </message>
    <message>
        <source>  APR </source>
        <translation>  APR </translation>
    </message>
    <message>
        <source>WAITING</source>
        <translation>WARTEN</translation>
    </message>
    <message>
        <source>no valid venue yet</source>
        <translation>noch keine gültige Venue</translation>
    </message>
    <message>
        <source>SHORTS PAY</source>
        <translation>SHORTS ZAHLEN</translation>
    </message>
    <message>
        <source>LONGS PAY</source>
        <translation>LONGS ZAHLEN</translation>
    </message>
    <message>
        <source>BALANCED</source>
        <comment>funding: neither side pays more than usual</comment>
        <translation>AUSGEGLICHEN</translation>
    </message>
    <message>
        <source> · low confidence</source>
        <translation> · unsicher</translation>
    </message>
    <message>
        <source> · provisional</source>
        <comment>the normal level is not yet known well</comment>
        <translation> · vorläufig</translation>
    </message>
    <message>
        <source>OI </source>
        <translation>OI </translation>
    </message>
    <message>
        <source>extreme</source>
        <comment>open interest</comment>
        <translation>extrem</translation>
    </message>
    <message>
        <source>high</source>
        <comment>open interest</comment>
        <translation>hoch</translation>
    </message>
    <message>
        <source>liq. 1h </source>
        <comment>liquidations of the last hour</comment>
        <translation>Liq. 1h </translation>
    </message>
    <message>
        <source>none observed yet</source>
        <translation>noch keine beobachtet</translation>
    </message>
    <message>
        <source> longs</source>
        <translation> Longs</translation>
    </message>
    <message>
        <source> shorts</source>
        <translation> Shorts</translation>
    </message>
    <message>
        <source> · since %1</source>
        <comment>time of day</comment>
        <translation> · seit %1</translation>
    </message>
    <message>
        <source>next </source>
        <translation>nächste </translation>
    </message>
    <message>
        <source>no settlement known</source>
        <translation>keine Abrechnung bekannt</translation>
    </message>
    <message>
        <source>next </source>
        <comment>settlement</comment>
        <translation>nächste </translation>
    </message>
    <message>
        <source>settling</source>
        <translation>fällig</translation>
    </message>
    <message>
        <source>due longs </source>
        <translation>fällig Longs </translation>
    </message>
    <message>
        <source> shorts </source>
        <translation> Shorts </translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source> venues</source>
        <translation> Venues</translation>
    </message>
    <message>
        <source>coverage </source>
        <translation>Abdeckung </translation>
    </message>
    <message>
        <source>liq. 1h </source>
        <translation>Liq. 1h </translation>
    </message>
    <message>
        <source> · since %1</source>
        <translation> · seit %1</translation>
    </message>
</context>
<context>
    <name>MatrixCells</name>
    <message>
        <source>Asset</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>All venues</source>
        <translation>Alle Börsen</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Spanne</translation>
    </message>
    <message>
        <source>OI</source>
        <translation>OI</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
</context>
<context>
    <name>MatrixToolTip</name>
    <message>
        <source>No rate known. Some venues tell it for watched assets only.</source>
        <translation>Kein Satz bekannt. Manche Börsen nennen ihn nur für beobachtete Assets.</translation>
    </message>
    <message>
        <source>Left out: its data are older than their limit</source>
        <translation>Ausgelassen: Die Daten sind älter als erlaubt</translation>
    </message>
    <message>
        <source>Left out: the rate is beyond the venue&apos;s cap</source>
        <translation>Ausgelassen: Der Satz liegt jenseits der Grenze der Börse</translation>
    </message>
    <message>
        <source>Left out: too far from the other venues; accepted once it has stood for 3 minutes</source>
        <translation>Ausgelassen: zu weit von den anderen Börsen entfernt; gilt, sobald er 3 Minuten steht</translation>
    </message>
    <message>
        <source>Left out: less than 0.2 % of the volume or 1 M USD of open interest</source>
        <translation>Ausgelassen: weniger als 0,2 % des Volumens oder 1 Mio. USD Open Interest</translation>
    </message>
    <message>
        <source>Left out: for 24 h its volume has not matched its open interest</source>
        <translation>Ausgelassen: Seit 24 h passt das Volumen nicht zum Open Interest</translation>
    </message>
    <message>
        <source>Left out: the funding interval is not known</source>
        <translation>Ausgelassen: Das Funding-Intervall ist nicht bekannt</translation>
    </message>
    <message>
        <source>Left out: its mark price contradicts the other venues</source>
        <translation>Ausgelassen: Der Mark-Preis widerspricht den anderen Börsen</translation>
    </message>
    <message>
        <source>Left out by you</source>
        <translation>Von Ihnen ausgelassen</translation>
    </message>
    <message>
        <source>Funding %1 every %2 = %3 APR</source>
        <translation>Funding %1 alle %2 = %3 APR</translation>
    </message>
    <message>
        <source>Mean of 8 h not known yet: the running rate stands for it</source>
        <translation>8-h-Mittel noch nicht bekannt: Der laufende Satz steht dafür</translation>
    </message>
    <message>
        <source>Mean of the last 8 h: %1</source>
        <translation>Mittel der letzten 8 h: %1</translation>
    </message>
    <message>
        <source>Shorts pay longs</source>
        <translation>Shorts zahlen an Longs</translation>
    </message>
    <message>
        <source>Longs pay shorts</source>
        <translation>Longs zahlen an Shorts</translation>
    </message>
    <message>
        <source>Next settlement in %1</source>
        <translation>Nächste Zahlung in %1</translation>
    </message>
    <message>
        <source>Mark %1</source>
        <translation>Mark %1</translation>
    </message>
    <message>
        <source>Mark %1, premium %2 bp</source>
        <translation>Mark %1, Prämie %2 bp</translation>
    </message>
    <message>
        <source>Open interest %1, turnover of 24 h %2</source>
        <translation>Open Interest %1, Umsatz in 24 h %2</translation>
    </message>
    <message>
        <source>%1 does not list %2</source>
        <comment>venue, asset</comment>
        <translation>%1 handelt %2 nicht</translation>
    </message>
    <message numerus="yes">
        <source>%1 on %2, %n contract(s)</source>
        <comment>asset, venue</comment>
        <translation>
            <numerusform>%1 bei %2, %n Kontrakt</numerusform>
            <numerusform>%1 bei %2, %n Kontrakte</numerusform>
        </translation>
    </message>
    <message>
        <source>At the venue&apos;s cap</source>
        <translation>An der Grenze der Börse</translation>
    </message>
    <message>
        <source>Age of funding %1, of mark %2</source>
        <translation>Alter des Fundings %1, des Mark-Preises %2</translation>
    </message>
    <message>
        <source>Stale: it takes no part</source>
        <translation>Veraltet: Der Satz zählt nicht mit</translation>
    </message>
    <message>
        <source>All venues: %1 = %2 APR (8 h mean, weighted by turnover, no operator above 40 %)</source>
        <translation>Alle Börsen: %1 = %2 APR (8-h-Mittel, nach Umsatz gewichtet, kein Betreiber über 40 %)</translation>
    </message>
    <message numerus="yes">
        <source>%n venue(s) with a usable rate</source>
        <translation>
            <numerusform>%n Börse mit verwendbarem Satz</numerusform>
            <numerusform>%n Börsen mit verwendbarem Satz</numerusform>
        </translation>
    </message>
    <message>
        <source>Open interest %1, turnover of 24 h %2 (of venues that tell it)</source>
        <translation>Open Interest %1, Umsatz in 24 h %2 (der Börsen, die ihn nennen)</translation>
    </message>
    <message>
        <source>Watched: streams, second by second</source>
        <translation>Beobachtet: Datenströme im Sekundentakt</translation>
    </message>
    <message>
        <source>Not watched: told for all contracts at once, every 20 to 120 s</source>
        <translation>Nicht beobachtet: für alle Kontrakte zugleich abgefragt, alle 20 bis 120 s</translation>
    </message>
    <message>
        <source>%1
Open interest of all its perpetuals: %2
Click: sort by its rates</source>
        <translation>%1
Open Interest aller Perpetuals: %2
Klick: nach diesen Sätzen ordnen</translation>
    </message>
    <message>
        <source>Every asset that a venue lists. Click: open it everywhere</source>
        <translation>Jedes Asset, das eine Börse handelt. Klick: überall öffnen</translation>
    </message>
    <message>
        <source>Funding over all venues (8 h mean, weighted by turnover). Click: the most extreme first</source>
        <translation>Funding über alle Börsen (8-h-Mittel, nach Umsatz gewichtet). Klick: das extremste zuerst</translation>
    </message>
    <message>
        <source>Highest less lowest 8 h mean of the usable venues</source>
        <translation>Höchstes minus niedrigstes 8-h-Mittel der verwendbaren Börsen</translation>
    </message>
    <message>
        <source>Open interest of the venues that tell it, in USD</source>
        <translation>Open Interest der Börsen, die es nennen, in USD</translation>
    </message>
    <message>
        <source>Turnover of 24 h of the venues that tell it, in USD</source>
        <translation>Umsatz in 24 h der Börsen, die ihn nennen, in USD</translation>
    </message>
</context>
<context>
    <name>Origin</name>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>DEMO</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>REPLAY</translation>
    </message>
</context>
<context>
    <name>Position</name>
    <message>
        <source>Long</source>
        <comment>side of a position</comment>
        <translation>Long</translation>
    </message>
    <message>
        <source>Short</source>
        <comment>side of a position</comment>
        <translation>Short</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <comment>side, size, asset: Long 0.5 BTC</comment>
        <translation>%1 %2 %3</translation>
    </message>
</context>
<context>
    <name>SpreadTexts</name>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>Long on</source>
        <comment>venue on which to be long</comment>
        <translation>Long bei</translation>
    </message>
    <message>
        <source>Short on</source>
        <comment>venue on which to be short</comment>
        <translation>Short bei</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Carry / day</source>
        <translation>Carry / Tag</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Basis</source>
        <comment>difference of the entry prices</comment>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Net in %1</source>
        <comment>what is left after this time</comment>
        <translation>Netto in %1</translation>
    </message>
    <message>
        <source>Break-even</source>
        <translation>Gewinnschwelle</translation>
    </message>
    <message>
        <source>Smaller OI</source>
        <translation>Kleineres OI</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>Steht seit</translation>
    </message>
    <message>
        <source>The best pair of each asset by what is left after %1</source>
        <translation>Das beste Paar jedes Assets nach dem, was nach %1 bleibt</translation>
    </message>
    <message>
        <source>Where funding is lowest after costs</source>
        <translation>Wo das Funding nach Kosten am niedrigsten ist</translation>
    </message>
    <message>
        <source>Where funding is highest after costs</source>
        <translation>Wo das Funding nach Kosten am höchsten ist</translation>
    </message>
    <message>
        <source>Mean of the last 8 h on this venue; a running rate while that is not known</source>
        <translation>Mittel der letzten 8 h an dieser Börse; der laufende Satz, solange es nicht bekannt ist</translation>
    </message>
    <message>
        <source>3 x (funding per 8 h of the short side - of the long side)</source>
        <translation>3 x (Funding je 8 h der Short-Seite - der Long-Seite)</translation>
    </message>
    <message>
        <source>2 x (taker fee of the one + of the other): in and out on both</source>
        <translation>2 x (Taker-Gebühr der einen + der anderen): bei beiden hinein und heraus</translation>
    </message>
    <message>
        <source>ln(price of the long / price of the short), assumed to close; negative is a gain</source>
        <translation>ln(Preis des Long / Preis des Short), schließt sich nach Annahme; negativ ist ein Gewinn</translation>
    </message>
    <message>
        <source>Carry of %1 less fees and basis, as a share of one leg</source>
        <translation>Carry von %1 abzüglich Gebühren und Basis, als Anteil eines Beins</translation>
    </message>
    <message>
        <source>24 h x (fees + basis) / carry a day</source>
        <translation>24 h x (Gebühren + Basis) / Carry am Tag</translation>
    </message>
    <message>
        <source>Of the two venues the smaller one&apos;s: how much there is to trade against</source>
        <translation>Der kleineren der beiden Börsen: wie viel Gegenseite da ist</translation>
    </message>
    <message>
        <source>How long the pair has paid more than it costs within %1, without a break</source>
        <translation>Wie lange das Paar ohne Unterbrechung innerhalb von %1 mehr bringt, als es kostet</translation>
    </message>
</context>
<context>
    <name>SpreadToolTip</name>
    <message>
        <source>Basis = ln(%1 / %2) = %3 bp</source>
        <translation>Basis = ln(%1 / %2) = %3 bp</translation>
    </message>
    <message>
        <source>Basis = %1 bp, from the two premiums: the marks were told at different moments</source>
        <translation>Basis = %1 bp, aus den beiden Prämien: Die Mark-Preise stammen aus verschiedenen Augenblicken</translation>
    </message>
    <message>
        <source>Basis not known: the marks were told at different moments. Watch the asset to have them together.</source>
        <translation>Basis nicht bekannt: Die Mark-Preise stammen aus verschiedenen Augenblicken. Beobachten Sie das Asset, um sie zugleich zu haben.</translation>
    </message>
    <message>
        <source>Break-even at once: the basis pays the fees</source>
        <translation>Sofort im Gewinn: Die Basis zahlt die Gebühren</translation>
    </message>
    <message>
        <source>Break-even = 24 h x (%1 + %2) / %3 = %4 h</source>
        <translation>Gewinnschwelle = 24 h x (%1 + %2) / %3 = %4 h</translation>
    </message>
    <message>
        <source>%1: long on %2, short on %3</source>
        <translation>%1: long bei %2, short bei %3</translation>
    </message>
    <message>
        <source>Carry = 3 x (%1 - %2) = %3 a day</source>
        <translation>Carry = 3 x (%1 - %2) = %3 am Tag</translation>
    </message>
    <message>
        <source>Fees = 2 x (%1 + %2) = %3: taker, in and out on both</source>
        <translation>Gebühren = 2 x (%1 + %2) = %3: Taker, bei beiden hinein und heraus</translation>
    </message>
    <message>
        <source>Net in %1 = carry - fees - basis = %2 of one leg</source>
        <translation>Netto in %1 = Carry - Gebühren - Basis = %2 eines Beins</translation>
    </message>
    <message>
        <source>Provisional: of one side only the running rate is known, not its 8 h mean</source>
        <translation>Vorläufig: Von einer Seite ist nur der laufende Satz bekannt, nicht ihr 8-h-Mittel</translation>
    </message>
    <message>
        <source>It paid already when watching began</source>
        <translation>Es lohnte schon, als die Beobachtung begann</translation>
    </message>
</context>
<context>
    <name>isobar::AlertDesk</name>
    <message>
        <source>The test arrived.</source>
        <translation>Der Test ist angekommen.</translation>
    </message>
    <message>
        <source>The test failed: %1</source>
        <translation>Der Test ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>The keychain is locked: unlock it, or enter the secret for this run.</source>
        <translation>Der Schlüsselbund ist gesperrt: bitte entsperren oder das Geheimnis für diesen Lauf eingeben.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) sent in this run</source>
        <translation>
            <numerusform>%n Nachricht in diesem Lauf gesendet</numerusform>
            <numerusform>%n Nachrichten in diesem Lauf gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing was sent in this run yet</source>
        <translation>in diesem Lauf wurde noch nichts gesendet</translation>
    </message>
    <message>
        <source>its address or token is not known</source>
        <translation>Adresse oder Token ist nicht bekannt</translation>
    </message>
    <message>
        <source>the service refused the message (HTTP %1)</source>
        <translation>der Dienst hat die Nachricht abgelehnt (HTTP %1)</translation>
    </message>
    <message>
        <source>the service asked to wait</source>
        <translation>der Dienst bat zu warten</translation>
    </message>
    <message>
        <source>the service has a trouble of its own (HTTP %1)</source>
        <translation>der Dienst hat selbst eine Störung (HTTP %1)</translation>
    </message>
    <message>
        <source>the service did not answer in time</source>
        <translation>der Dienst hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>the host is not known: check the address and the network</source>
        <translation>der Rechner ist nicht bekannt: Adresse und Netz prüfen</translation>
    </message>
    <message>
        <source>the host&apos;s certificate is not trusted</source>
        <translation>dem Zertifikat des Rechners wird nicht vertraut</translation>
    </message>
    <message>
        <source>the host cannot be reached</source>
        <translation>der Rechner ist nicht erreichbar</translation>
    </message>
    <message>
        <source>messages are sent, but what waits would be lost in a crash: %1</source>
        <translation>Nachrichten werden gesendet, aber was wartet, ginge bei einem Absturz verloren: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n given up</source>
        <translation>
            <numerusform>%n aufgegeben</numerusform>
            <numerusform>%n aufgegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>Isobar: test</source>
        <translation>Isobar: Test</translation>
    </message>
    <message>
        <source>Alerts of Isobar arrive here.</source>
        <translation>Hier kommen Meldungen von Isobar an.</translation>
    </message>
    <message>
        <source>No keychain service can be used here (GNOME Keyring, KWallet): the secret is kept for this run only, and never written to a file.</source>
        <translation>Hier lässt sich kein Schlüsselbund benutzen (GNOME Keyring, KWallet): das Geheimnis wird nur für diesen Lauf behalten und nie in eine Datei geschrieben.</translation>
    </message>
    <message>
        <source>Alerts do not reach the webhook %1: %2</source>
        <translation>Meldungen erreichen den Webhook %1 nicht: %2</translation>
    </message>
    <message>
        <source>No keychain service can be used here (GNOME Keyring, KWallet).</source>
        <translation>Hier ist kein Schlüsselbund-Dienst nutzbar (GNOME Keyring, KWallet).</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Webhooks that send nothing until their secret is entered in the alerts: %1</source>
        <translation>Webhooks, die nichts senden, bis ihr Geheimnis unter „Meldungen“ eingetragen ist: %1</translation>
    </message>
</context>
<context>
    <name>isobar::AlertsDialog</name>
    <message>
        <source>Alerts</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>How they are told</source>
        <translation>Wie gemeldet wird</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Own rules</source>
        <translation>Eigene Regeln</translation>
    </message>
</context>
<context>
    <name>isobar::AssetSearch</name>
    <message>
        <source>No venue lists %1</source>
        <translation>Keine Venue listet %1</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>Asset search</source>
        <translation>Asset-Suche</translation>
    </message>
    <message>
        <source>Matching assets</source>
        <translation>Passende Assets</translation>
    </message>
</context>
<context>
    <name>isobar::AwayCard</name>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 T. %2 h</translation>
    </message>
    <message>
        <source>Nothing was heard for %1. Bars of that time come from the %2 of %3 venues that keep them; liquidations and what fell between are not known.</source>
        <translation>%1 lang wurde nichts gehört. Kerzen aus dieser Zeit kommen von den %2 von %3 Handelsplätzen, die sie aufheben; Liquidationen und was dazwischen fiel, sind nicht bekannt.</translation>
    </message>
    <message>
        <source>funding %1 to %2</source>
        <comment>rates per 8 h</comment>
        <translation>Funding %1 auf %2</translation>
    </message>
    <message numerus="yes">
        <source>%n flip(s)</source>
        <comment>changes of the sign of funding</comment>
        <translation>
            <numerusform>%n Vorzeichenwechsel</numerusform>
            <numerusform>%n Vorzeichenwechsel</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, was %2</source>
        <comment>regimes</comment>
        <translation>%1, war %2</translation>
    </message>
    <message>
        <source>OI %1</source>
        <translation>OI %1</translation>
    </message>
    <message>
        <source>liq. ≥ %1 longs, ≥ %2 shorts</source>
        <translation>Liq. ≥ %1 Longs, ≥ %2 Shorts</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>While you were away, %1 to %2 (%3): %n event(s)</source>
        <translation>
            <numerusform>Während Sie weg waren, %1 bis %2 (%3): %n Ereignis</numerusform>
            <numerusform>Während Sie weg waren, %1 bis %2 (%3): %n Ereignisse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::ClusterModel</name>
    <message>
        <source>Expected prints: what the liquidation feeds would report; modelled</source>
        <translation>Erwartete Prints: was die Liquidations-Feeds melden würden; modelliert</translation>
    </message>
    <message>
        <source>Open interest closed, voluntary closing included; modelled</source>
        <translation>Geschlossenes Open Interest einschließlich freiwilliger Schließungen; modelliert</translation>
    </message>
    <message>
        <source>Rank of its load among the hours of the last 30 d at this distance</source>
        <translation>Rang seiner Ladung unter den Stunden der letzten 30 Tage in dieser Entfernung</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Prints</translation>
    </message>
    <message>
        <source>OI behind</source>
        <translation>OI dahinter</translation>
    </message>
    <message>
        <source>Touch 4h</source>
        <translation>Berührung 4h</translation>
    </message>
    <message>
        <source>Touch 24h</source>
        <translation>Berührung 24h</translation>
    </message>
    <message>
        <source>Load rank</source>
        <translation>Ladungsrang</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Chain: %1</source>
        <translation>Kette: %1</translation>
    </message>
    <message>
        <source>The track record shows no skill: do not rely on the probabilities.</source>
        <translation>Die Trefferbilanz zeigt kein Können: auf die Wahrscheinlichkeiten ist kein Verlass.</translation>
    </message>
    <message>
        <source>Probability that the cascade chain comes as far as this; modelled</source>
        <translation>Wahrscheinlichkeit, dass die Kaskadenkette so weit reicht; modelliert</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Kette</translation>
    </message>
</context>
<context>
    <name>isobar::ClusterTable</name>
    <message>
        <source>Waiting for the levels of %1</source>
        <translation>Warten auf die Level von %1</translation>
    </message>
    <message>
        <source>No clusters</source>
        <translation>Keine Cluster</translation>
    </message>
    <message>
        <source>nowhere within reach the modelled levels are dense</source>
        <translation>nirgends in Reichweite liegen die modellierten Level dicht</translation>
    </message>
    <message>
        <source>Clusters of modelled liquidation levels</source>
        <translation>Cluster modellierter Liquidationslevel</translation>
    </message>
    <message>
        <source>Alert is on</source>
        <translation>Meldung ist an</translation>
    </message>
    <message>
        <source>Alert me</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>No cluster chosen</source>
        <translation>Kein Cluster gewählt</translation>
    </message>
    <message>
        <source>The price is there already: %1 from its edge</source>
        <translation>Der Preis ist schon dort: %1 vom Rand</translation>
    </message>
    <message>
        <source>Alert me when the price is within %1 of it</source>
        <translation>Melden, wenn der Preis auf %1 herankommt</translation>
    </message>
    <message>
        <source>Remove its alert</source>
        <translation>Meldung entfernen</translation>
    </message>
    <message>
        <source>Tells when the price comes near this cluster, and when it becomes armed. It is one of your rules (Settings, Alerts).</source>
        <translation>Meldet, wenn der Preis diesem Cluster nahe kommt und wenn er scharf wird. Es ist eine Ihrer Regeln (Einstellungen, Meldungen).</translation>
    </message>
</context>
<context>
    <name>isobar::ConditionRow</name>
    <message>
        <source>all venues</source>
        <translation>alle Börsen</translation>
    </message>
    <message>
        <source>both sides</source>
        <translation>beide Seiten</translation>
    </message>
    <message>
        <source>longs</source>
        <translation>Longs</translation>
    </message>
    <message>
        <source>shorts</source>
        <translation>Shorts</translation>
    </message>
    <message>
        <source>Remove condition</source>
        <translation>Bedingung entfernen</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>Venue</source>
        <translation>Börse</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>within </source>
        <comment>within 4 h</comment>
        <translation>binnen </translation>
    </message>
    <message>
        <source> h</source>
        <translation> h</translation>
    </message>
</context>
<context>
    <name>isobar::DesktopChannel</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Mute 1 h</source>
        <translation>1 h stumm</translation>
    </message>
</context>
<context>
    <name>isobar::EventCard</name>
    <message>
        <source>Venues</source>
        <translation>Venues</translation>
    </message>
    <message>
        <source>Venue</source>
        <translation>Venue</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>8 h mean</source>
        <translation>8-h-Mittel</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Ratio</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>elevated; normal %1</source>
        <translation>erhöht; normal %1</translation>
    </message>
    <message>
        <source>not elevated; normal %1</source>
        <translation>nicht erhöht; normal %1</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Show asset</source>
        <translation>Asset anzeigen</translation>
    </message>
    <message>
        <source>Mute 1 h</source>
        <translation>1 h stumm</translation>
    </message>
</context>
<context>
    <name>isobar::EventList</name>
    <message>
        <source>Search events</source>
        <translation>Ereignisse suchen</translation>
    </message>
    <message>
        <source>Events, newest first</source>
        <translation>Ereignisse, neueste zuerst</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Mark all read</source>
        <translation>Alle gelesen</translation>
    </message>
    <message>
        <source>P1 to P3</source>
        <translation>P1 bis P3</translation>
    </message>
    <message>
        <source>All priorities</source>
        <translation>Alle Prioritäten</translation>
    </message>
    <message>
        <source>P1 only</source>
        <translation>Nur P1</translation>
    </message>
    <message>
        <source>P2 only</source>
        <translation>Nur P2</translation>
    </message>
    <message>
        <source>P3 only</source>
        <translation>Nur P3</translation>
    </message>
    <message>
        <source>P4 only</source>
        <translation>Nur P4</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Typen</translation>
    </message>
    <message>
        <source>All assets</source>
        <translation>Alle Assets</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>No event passes the filter</source>
        <translation>Kein Ereignis passt zum Filter</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) hidden</source>
        <translation>
            <numerusform>%n Ereignis ausgeblendet</numerusform>
            <numerusform>%n Ereignisse ausgeblendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 anzeigen</translation>
    </message>
    <message>
        <source>Mute %1 for 1 h</source>
        <translation>%1 für 1 h stumm</translation>
    </message>
    <message>
        <source>No events in the replay so far</source>
        <translation>In der Wiedergabe bisher keine Ereignisse</translation>
    </message>
    <message>
        <source>They appear as the recorded run told them</source>
        <translation>Sie erscheinen, wie der aufgezeichnete Lauf sie gemeldet hat</translation>
    </message>
    <message>
        <source>What happens is told here, and by a pop-up where it matters</source>
        <translation>Was geschieht, steht hier; was zählt, erscheint auch als Pop-up</translation>
    </message>
    <message>
        <source>Alerts…</source>
        <translation>Meldungen…</translation>
    </message>
    <message>
        <source>How events are told: pop-ups, sounds, webhooks, own rules</source>
        <translation>Wie Ereignisse gemeldet werden: Hinweise, Töne, Webhooks, eigene Regeln</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Show the moment on the heatmap</source>
        <translation>Den Moment auf der Heatmap zeigen</translation>
    </message>
    <message>
        <source>Mute %1 for 15 min</source>
        <translation>%1 für 15 min stumm</translation>
    </message>
</context>
<context>
    <name>isobar::EventModel</name>
    <message>
        <source>not followed</source>
        <comment>state of an event: the program was off for too long</comment>
        <translation>nicht verfolgt</translation>
    </message>
</context>
<context>
    <name>isobar::EventText</name>
    <message>
        <source>Funding extreme</source>
        <translation>Funding-Extrem</translation>
    </message>
    <message>
        <source>P1, interrupt</source>
        <translation>P1, Sofortmeldung</translation>
    </message>
    <message>
        <source>P2, alert</source>
        <translation>P2, Alarm</translation>
    </message>
    <message>
        <source>P3, notice</source>
        <translation>P3, Hinweis</translation>
    </message>
    <message>
        <source>P4, log</source>
        <translation>P4, Protokoll</translation>
    </message>
    <message>
        <source>cleared</source>
        <comment>state of an event</comment>
        <translation>beendet</translation>
    </message>
    <message>
        <source>since start</source>
        <comment>state of an event: held already when the program started</comment>
        <translation>seit Start</translation>
    </message>
    <message>
        <source>active</source>
        <comment>state of an event</comment>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>%1: funding no longer extreme</source>
        <translation>%1: Funding nicht mehr extrem</translation>
    </message>
    <message>
        <source>No longer extreme: %1 per 8 h, %2x normal</source>
        <translation>Nicht mehr extrem: %1 je 8 h, %2x normal</translation>
    </message>
    <message>
        <source>inputs degraded</source>
        <translation>Daten eingeschränkt</translation>
    </message>
    <message>
        <source>%1 per 8 h (APR %2), %3 times the normal %4.</source>
        <translation>%1 je 8 h (APR %2), das %3-Fache der normalen %4.</translation>
    </message>
    <message>
        <source>%1, %2 of %3 exchanges elevated</source>
        <translation>%1, %2 von %3 Börsen erhöht</translation>
    </message>
    <message>
        <source>%1; hottest %2, driven by %3</source>
        <translation>%1; Spitze %2, Treiber %3</translation>
    </message>
    <message>
        <source>A 10x position pays %1 a day per $10 000 of margin at this rate</source>
        <translation>Eine 10x-Position zahlt bei dieser Rate %1 pro Tag je $10 000 Margin</translation>
    </message>
    <message>
        <source>%1; the last 24 h: %2.</source>
        <translation>%1; letzte 24 h: %2.</translation>
    </message>
    <message numerus="yes">
        <source>Coverage %1, %n venue(s).</source>
        <translation>
            <numerusform>Abdeckung %1, %n Venue.</numerusform>
            <numerusform>Abdeckung %1, %n Venues.</numerusform>
        </translation>
    </message>
    <message>
        <source>Baseline provisional.</source>
        <translation>Baseline vorläufig.</translation>
    </message>
    <message>
        <source>Inputs degraded.</source>
        <translation>Daten eingeschränkt.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>F per 8 h</source>
        <translation>F je 8 h</translation>
    </message>
    <message>
        <source>volume-weighted mean of the venues&apos; 8 h means</source>
        <translation>volumengewichtetes Mittel der 8-h-Mittel der Venues</translation>
    </message>
    <message>
        <source>by OI</source>
        <translation>nach OI</translation>
    </message>
    <message>
        <source>weighted by open interest</source>
        <translation>nach Open Interest gewichtet</translation>
    </message>
    <message>
        <source>APR</source>
        <translation>APR</translation>
    </message>
    <message>
        <source>simple, not compounded</source>
        <translation>einfach, ohne Zinseszins</translation>
    </message>
    <message>
        <source>Normal B</source>
        <translation>Normal B</translation>
    </message>
    <message>
        <source>%1, provisional</source>
        <translation>%1, vorläufig</translation>
    </message>
    <message>
        <source>median of |F| over 30 days, bounded on the side that pays</source>
        <translation>Median von |F| über 30 Tage, begrenzt auf der zahlenden Seite</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Ratio</translation>
    </message>
    <message>
        <source>%1 (enters at %2)</source>
        <translation>%1 (Eintritt ab %2)</translation>
    </message>
    <message>
        <source>From neutral</source>
        <translation>Ab neutral</translation>
    </message>
    <message>
        <source>distance from the neutral print</source>
        <translation>Abstand von der neutralen Rate</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>robust, over 30 days; for display only</source>
        <translation>robust, über 30 Tage; nur zur Anzeige</translation>
    </message>
    <message>
        <source>Breadth</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <source>Elevated</source>
        <translation>Erhöht</translation>
    </message>
    <message>
        <source>%1 of %2 exchanges</source>
        <translation>%1 von %2 Börsen</translation>
    </message>
    <message>
        <source>Share E</source>
        <translation>Anteil E</translation>
    </message>
    <message>
        <source>weight of the elevated venues</source>
        <translation>Gewicht der erhöhten Venues</translation>
    </message>
    <message>
        <source>Concentration H</source>
        <translation>Konzentration H</translation>
    </message>
    <message>
        <source>1: one venue makes the whole excess</source>
        <translation>1: der ganze Überschuss stammt von einer Venue</translation>
    </message>
    <message>
        <source>Hottest</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>by distance from their own normal</source>
        <translation>nach Abstand vom eigenen Normalwert</translation>
    </message>
    <message>
        <source>Driven by</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>by their share in the excess</source>
        <translation>nach Anteil am Überschuss</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Spread</translation>
    </message>
    <message>
        <source>highest less lowest venue</source>
        <translation>höchste minus niedrigste Venue</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>Ohne %1</translation>
    </message>
    <message>
        <source>F without the venue that moves it most</source>
        <translation>F ohne die Venue mit dem größten Einfluss</translation>
    </message>
    <message>
        <source>Cost at 10x, USD per 10 000 of margin</source>
        <translation>Kosten bei 10x, USD je 10 000 Margin</translation>
    </message>
    <message>
        <source>A day, at this rate</source>
        <translation>Pro Tag, diese Rate</translation>
    </message>
    <message>
        <source>extrapolated</source>
        <translation>hochgerechnet</translation>
    </message>
    <message>
        <source>Realised 24 h</source>
        <translation>Realisiert 24 h</translation>
    </message>
    <message>
        <source>paid by the crowd from settled rates; negative: received</source>
        <translation>von der Crowd gezahlt, aus abgerechneten Raten; negativ: erhalten</translation>
    </message>
    <message>
        <source>Realised 7 d</source>
        <translation>Realisiert 7 d</translation>
    </message>
    <message>
        <source>Realised 30 d</source>
        <translation>Realisiert 30 d</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>valid share of the last known volume</source>
        <translation>gültiger Anteil am letzten bekannten Volumen</translation>
    </message>
    <message>
        <source>Venues valid</source>
        <translation>Venues gültig</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingangsdaten</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>Outlier-driven</source>
        <translation>Ausreißer</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>mean and median differ by more than 0.02%</source>
        <translation>Mittel und Median weichen um mehr als 0.02% ab</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>Eintritt</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>Ausgelöst</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n-mal</numerusform>
            <numerusform>%n-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message numerus="yes">
        <source>In force at start: %n condition(s)</source>
        <translation>
            <numerusform>Beim Start aktiv: %n Zustand</numerusform>
            <numerusform>Beim Start aktiv: %n Zustände</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Funding flip</source>
        <translation>Funding-Wechsel</translation>
    </message>
    <message>
        <source>Funding divergence</source>
        <translation>Funding-Divergenz</translation>
    </message>
    <message>
        <source>Funding at its cap</source>
        <translation>Funding am Limit</translation>
    </message>
    <message>
        <source>Interval changed</source>
        <translation>Intervall geändert</translation>
    </message>
    <message>
        <source>Cap changed</source>
        <translation>Limit geändert</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>Gelistet</translation>
    </message>
    <message>
        <source>Delisted</source>
        <translation>Delistet</translation>
    </message>
    <message>
        <source>Open interest extreme</source>
        <translation>Open Interest extrem</translation>
    </message>
    <message>
        <source>Cluster armed</source>
        <translation>Cluster scharf</translation>
    </message>
    <message>
        <source>Liquidation burst</source>
        <translation>Liquidationsschub</translation>
    </message>
    <message>
        <source>Liquidation cascade</source>
        <translation>Liquidationskaskade</translation>
    </message>
    <message>
        <source>Large liquidation</source>
        <translation>Große Liquidation</translation>
    </message>
    <message>
        <source>Squeeze forming</source>
        <translation>Squeeze bildet sich</translation>
    </message>
    <message>
        <source>Structural squeeze</source>
        <translation>Struktureller Squeeze</translation>
    </message>
    <message>
        <source>Venue dislocation</source>
        <translation>Venue weicht ab</translation>
    </message>
    <message>
        <source>Feed lost</source>
        <translation>Feed verloren</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>Blind</translation>
    </message>
    <message>
        <source>Your rule</source>
        <translation>Eigene Regel</translation>
    </message>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>%1, over</source>
        <comment>title of an event</comment>
        <translation>%1, vorbei</translation>
    </message>
</context>
<context>
    <name>isobar::EventWords</name>
    <message>
        <source>no scope</source>
        <translation>ohne Reichweite</translation>
    </message>
    <message>
        <source>localised</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>systemic</source>
        <translation>systemisch</translation>
    </message>
    <message>
        <source>%1: premium after forced buying</source>
        <translation>%1: Prämie nach Zwangskäufen</translation>
    </message>
    <message>
        <source>%1: discount after forced selling</source>
        <translation>%1: Abschlag nach Zwangsverkäufen</translation>
    </message>
    <message>
        <source>Premium after forced buying: %1 per 8 h, %2x normal</source>
        <translation>Prämie nach Zwangskäufen: %1 je 8 h, %2x normal</translation>
    </message>
    <message>
        <source>Discount after forced selling: %1 per 8 h, %2x normal</source>
        <translation>Abschlag nach Zwangsverkäufen: %1 je 8 h, %2x normal</translation>
    </message>
    <message>
        <source>%1: longs pay, funding extreme</source>
        <translation>%1: Longs zahlen, Funding extrem</translation>
    </message>
    <message>
        <source>%1: shorts pay, funding extreme</source>
        <translation>%1: Shorts zahlen, Funding extrem</translation>
    </message>
    <message>
        <source>Longs pay %1 per 8 h, %2x normal</source>
        <translation>Longs zahlen %1 je 8 h, %2x normal</translation>
    </message>
    <message>
        <source>Shorts pay %1 per 8 h, %2x normal</source>
        <translation>Shorts zahlen %1 je 8 h, %2x normal</translation>
    </message>
    <message>
        <source>hottest %1</source>
        <translation>Spitze %1</translation>
    </message>
    <message>
        <source>driven by %1</source>
        <translation>Treiber %1</translation>
    </message>
    <message>
        <source>clears when the ratio falls below %1 (|F| &lt; %2 per 8 h) or the sign changes</source>
        <translation>endet, wenn die Ratio unter %1 fällt (|F| &lt; %2 je 8 h) oder das Vorzeichen wechselt</translation>
    </message>
    <message>
        <source>%1: funding flipped, longs pay now</source>
        <translation>%1: Funding gewechselt, jetzt zahlen Longs</translation>
    </message>
    <message>
        <source>%1: funding flipped, shorts pay now</source>
        <translation>%1: Funding gewechselt, jetzt zahlen Shorts</translation>
    </message>
    <message>
        <source>Longs pay %1 per 8 h after %2 h in which shorts paid</source>
        <translation>Longs zahlen %1 je 8 h, nachdem %2 h lang Shorts zahlten</translation>
    </message>
    <message>
        <source>Shorts pay %1 per 8 h after %2 h in which longs paid</source>
        <translation>Shorts zahlen %1 je 8 h, nachdem %2 h lang Longs zahlten</translation>
    </message>
    <message>
        <source>%1, %2 of the weight on the new side</source>
        <translation>%1, %2 des Gewichts auf der neuen Seite</translation>
    </message>
    <message>
        <source>%1 from neutral</source>
        <translation>%1 gegenüber neutral</translation>
    </message>
    <message>
        <source>clears when funding stands at %1 per 8 h or more on the other side for 15 min</source>
        <translation>endet, wenn das Funding 15 min lang mit mindestens %1 je 8 h auf der anderen Seite steht</translation>
    </message>
    <message>
        <source>%1: funding differs between venues</source>
        <translation>%1: Funding weicht zwischen Venues ab</translation>
    </message>
    <message>
        <source>%1 per 8 h between %2 (%3) and %4 (%5)</source>
        <translation>%1 je 8 h zwischen %2 (%3) und %4 (%5)</translation>
    </message>
    <message>
        <source>at these rates the carry net of fees and entry basis is %1 after a day</source>
        <translation>bei diesen Raten bringt der Carry nach Gebühren und Einstiegsbasis %1 nach einem Tag</translation>
    </message>
    <message>
        <source>break-even after %1 h</source>
        <translation>Gewinnschwelle nach %1 h</translation>
    </message>
    <message>
        <source>clears when the difference falls below %1 per 8 h</source>
        <translation>endet, wenn der Unterschied unter %1 je 8 h fällt</translation>
    </message>
    <message>
        <source>%1: longs pay, funding at its cap</source>
        <translation>%1: Longs zahlen, Funding am Limit</translation>
    </message>
    <message>
        <source>%1: shorts pay, funding at its cap</source>
        <translation>%1: Shorts zahlen, Funding am Limit</translation>
    </message>
    <message>
        <source>%1 per interval of %2 h is %3 a day</source>
        <translation>%1 je Intervall von %2 h sind %3 am Tag</translation>
    </message>
    <message>
        <source>a 10x position pays %1 of its margin a day at this rate</source>
        <translation>eine 10x-Position zahlt bei dieser Rate %1 ihrer Margin am Tag</translation>
    </message>
    <message>
        <source>at the cap on %1 of the weight</source>
        <translation>am Limit auf %1 des Gewichts</translation>
    </message>
    <message>
        <source>the interval may shorten</source>
        <translation>das Intervall kann kürzer werden</translation>
    </message>
    <message>
        <source>clears when less than %1 of the weight stands at %2 of its cap</source>
        <translation>endet, wenn weniger als %1 des Gewichts bei %2 seines Limits steht</translation>
    </message>
    <message>
        <source>%1: funding cap changed on %2</source>
        <translation>%1: Funding-Limit auf %2 geändert</translation>
    </message>
    <message>
        <source>cap %1 instead of %2 per interval</source>
        <translation>Limit %1 statt %2 je Intervall</translation>
    </message>
    <message>
        <source>%1: funding interval changed on %2</source>
        <translation>%1: Funding-Intervall auf %2 geändert</translation>
    </message>
    <message>
        <source>every %1 h instead of every %2 h</source>
        <translation>alle %1 h statt alle %2 h</translation>
    </message>
    <message>
        <source>the same print is %1 per 8 h, before %2</source>
        <translation>dieselbe Rate ist %1 je 8 h, vorher %2</translation>
    </message>
    <message>
        <source>%1: new contract on %2</source>
        <translation>%1: neuer Kontrakt auf %2</translation>
    </message>
    <message>
        <source>%1 is listed on %2</source>
        <translation>%1 ist auf %2 gelistet</translation>
    </message>
    <message>
        <source>%1: contract gone from %2</source>
        <translation>%1: Kontrakt auf %2 weggefallen</translation>
    </message>
    <message>
        <source>%1 left the catalogue of %2</source>
        <translation>%1 steht nicht mehr im Katalog von %2</translation>
    </message>
    <message>
        <source>open interest there was %1</source>
        <translation>das Open Interest dort war %1</translation>
    </message>
    <message>
        <source>%1: open interest extreme</source>
        <translation>%1: Open Interest extrem</translation>
    </message>
    <message>
        <source>open interest %1</source>
        <translation>Open Interest %1</translation>
    </message>
    <message>
        <source>rank %1 of %2 d</source>
        <translation>Rang %1 aus %2 d</translation>
    </message>
    <message>
        <source>%1 in 24 h</source>
        <translation>%1 in 24 h</translation>
    </message>
    <message>
        <source>clears when the rank is below %1 and the growth of 24 h below %2</source>
        <translation>endet, wenn der Rang unter %1 und das Wachstum in 24 h unter %2 liegt</translation>
    </message>
    <message>
        <source>%1: your rule &quot;%2&quot;</source>
        <translation>%1: Ihre Regel „%2“</translation>
    </message>
    <message>
        <source>%1 of %2 conditions hold</source>
        <translation>%1 von %2 Bedingungen sind erfüllt</translation>
    </message>
    <message>
        <source>clears when the rule holds no longer</source>
        <translation>endet, wenn die Regel nicht mehr erfüllt ist</translation>
    </message>
    <message>
        <source>%1: modelled cluster of longs near the price</source>
        <translation>%1: modellierter Long-Cluster nahe am Preis</translation>
    </message>
    <message>
        <source>%1: modelled cluster of shorts near the price</source>
        <translation>%1: modellierter Short-Cluster nahe am Preis</translation>
    </message>
    <message>
        <source>%1 away</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>touch within 4 h %1, 24 h %2</source>
        <translation>Berührung in 4 h %1, in 24 h %2</translation>
    </message>
    <message>
        <source>clears when the touch within 4 h falls below %1, the prints below %2, or it is consumed</source>
        <translation>endet, wenn die Berührung in 4 h unter %1 oder die Meldungen unter %2 fallen oder er verbraucht ist</translation>
    </message>
    <message>
        <source>%1: cascade of long liquidations</source>
        <translation>%1: Kaskade von Long-Liquidationen</translation>
    </message>
    <message>
        <source>%1: cascade of short liquidations</source>
        <translation>%1: Kaskade von Short-Liquidationen</translation>
    </message>
    <message>
        <source>%1: burst of long liquidations</source>
        <translation>%1: Schub von Long-Liquidationen</translation>
    </message>
    <message>
        <source>%1: burst of short liquidations</source>
        <translation>%1: Schub von Short-Liquidationen</translation>
    </message>
    <message>
        <source>observed %1 in 60 s</source>
        <translation>beobachtet %1 in 60 s</translation>
    </message>
    <message>
        <source>%1 since it began</source>
        <translation>%1 seit Beginn</translation>
    </message>
    <message>
        <source>coverage %1</source>
        <translation>Abdeckung %1</translation>
    </message>
    <message>
        <source>price %1 in 15 min</source>
        <translation>Preis %1 in 15 min</translation>
    </message>
    <message>
        <source>next modelled cluster at %1</source>
        <translation>nächster modellierter Cluster bei %1</translation>
    </message>
    <message>
        <source>clears when less than %1 is observed in 60 s, for 2 min</source>
        <translation>endet, wenn 2 min lang weniger als %1 in 60 s beobachtet wird</translation>
    </message>
    <message>
        <source>%1: large long liquidated on %2</source>
        <translation>%1: großer Long auf %2 liquidiert</translation>
    </message>
    <message>
        <source>%1: large short liquidated on %2</source>
        <translation>%1: großer Short auf %2 liquidiert</translation>
    </message>
    <message>
        <source>observed %1 at %2 on %3</source>
        <translation>beobachtet %1 zu %2 auf %3</translation>
    </message>
    <message>
        <source>%1 of what was observed of that side in 24 h</source>
        <translation>%1 dessen, was auf dieser Seite in 24 h beobachtet wurde</translation>
    </message>
    <message>
        <source>%1: long squeeze, %2 of 3 conditions assembled</source>
        <translation>%1: Long-Squeeze, %2 von 3 Bedingungen beisammen</translation>
    </message>
    <message>
        <source>%1: short squeeze, %2 of 3 conditions assembled</source>
        <translation>%1: Short-Squeeze, %2 von 3 Bedingungen beisammen</translation>
    </message>
    <message>
        <source>%1: conditions of a long squeeze assembled</source>
        <translation>%1: Bedingungen eines Long-Squeeze beisammen</translation>
    </message>
    <message>
        <source>%1: conditions of a short squeeze assembled</source>
        <translation>%1: Bedingungen eines Short-Squeeze beisammen</translation>
    </message>
    <message>
        <source>funding %1 per 8 h, %2x normal</source>
        <translation>Funding %1 je 8 h, %2x normal</translation>
    </message>
    <message>
        <source>funding not extreme</source>
        <translation>Funding nicht extrem</translation>
    </message>
    <message>
        <source>open interest high (rank %1)</source>
        <translation>Open Interest hoch (Rang %1)</translation>
    </message>
    <message>
        <source>open interest low (rank %1): few fresh positions</source>
        <translation>Open Interest niedrig (Rang %1): wenige frische Positionen</translation>
    </message>
    <message>
        <source>armed cluster at %1, modelled %2 of prints if touched</source>
        <translation>scharfer Cluster bei %1, modelliert %2 an Meldungen bei Berührung</translation>
    </message>
    <message>
        <source>loaded cluster at %1, modelled %2 of prints if touched</source>
        <translation>geladener Cluster bei %1, modelliert %2 an Meldungen bei Berührung</translation>
    </message>
    <message>
        <source>no loaded cluster in the way out</source>
        <translation>kein geladener Cluster im Ausweg</translation>
    </message>
    <message>
        <source>%1 of %2 such set-ups were followed by 3% against the crowd in 24 h; of all hours %3</source>
        <translation>auf %1 von %2 solchen Lagen folgten in 24 h 3 % gegen die Menge; auf alle Stunden %3</translation>
    </message>
    <message>
        <source>too few cases for a record (%1)</source>
        <translation>zu wenige Fälle für eine Bilanz (%1)</translation>
    </message>
    <message>
        <source>clears when funding or the second condition is gone for 30 min</source>
        <translation>endet, wenn das Funding oder die zweite Bedingung 30 min lang fehlt</translation>
    </message>
    <message>
        <source>clears when a condition is gone for 30 min, or with a cascade of that side</source>
        <translation>endet, wenn eine Bedingung 30 min lang fehlt, oder mit einer Kaskade dieser Seite</translation>
    </message>
    <message>
        <source>%1: %2 stands apart from the index</source>
        <translation>%1: %2 steht abseits vom Index</translation>
    </message>
    <message>
        <source>mark %1 is %2 bp from the venues&apos; median index %3</source>
        <translation>Mark %1 steht %2 bp vom Median-Index der Venues %3</translation>
    </message>
    <message>
        <source>clears when it is less than %1 bp for 60 s</source>
        <translation>endet, wenn es 60 s lang weniger als %1 bp sind</translation>
    </message>
    <message>
        <source>%1: feed of %2 lost</source>
        <translation>%1: Feed von %2 verloren</translation>
    </message>
    <message>
        <source>nothing comes of: %1</source>
        <translation>es kommt nichts von: %1</translation>
    </message>
    <message>
        <source>%1 of the weight, %2 lost in all</source>
        <translation>%1 des Gewichts, insgesamt %2 verloren</translation>
    </message>
    <message>
        <source>clears when it has been live for 30 s</source>
        <translation>endet, wenn er 30 s lang live ist</translation>
    </message>
    <message>
        <source>%1: blind on %2 of the volume</source>
        <translation>%1: blind auf %2 des Volumens</translation>
    </message>
    <message>
        <source>%1 of the volume mute for %2 s</source>
        <translation>%1 des Volumens stumm seit %2 s</translation>
    </message>
    <message>
        <source>price %1 in 5 min on what is left</source>
        <translation>Preis %1 in 5 min auf dem Rest</translation>
    </message>
    <message>
        <source>observed %1 liquidated in 60 s</source>
        <translation>beobachtet %1 liquidiert in 60 s</translation>
    </message>
    <message>
        <source>clears when 70% of the volume has been heard for 60 s</source>
        <translation>endet, wenn 60 s lang 70 % des Volumens zu hören sind</translation>
    </message>
    <message>
        <source>price above</source>
        <translation>Preis über</translation>
    </message>
    <message>
        <source>price below</source>
        <translation>Preis unter</translation>
    </message>
    <message>
        <source>price moved by</source>
        <translation>Preis bewegt um</translation>
    </message>
    <message>
        <source>premium above</source>
        <translation>Aufschlag über</translation>
    </message>
    <message>
        <source>premium below</source>
        <translation>Aufschlag unter</translation>
    </message>
    <message>
        <source>funding per 8 h above</source>
        <translation>Funding je 8 h über</translation>
    </message>
    <message>
        <source>funding per 8 h below</source>
        <translation>Funding je 8 h unter</translation>
    </message>
    <message>
        <source>next settlement above</source>
        <translation>nächste Abrechnung über</translation>
    </message>
    <message>
        <source>difference of venues above</source>
        <translation>Unterschied der Venues über</translation>
    </message>
    <message>
        <source>open interest changed by</source>
        <translation>Open Interest geändert um</translation>
    </message>
    <message>
        <source>observed liquidations above</source>
        <translation>beobachtete Liquidationen über</translation>
    </message>
    <message>
        <source>cluster nearer than</source>
        <translation>Cluster näher als</translation>
    </message>
    <message>
        <source>feed lost</source>
        <translation>Feed verloren</translation>
    </message>
    <message>
        <source>%1 %2, now %3</source>
        <comment>condition, threshold, value</comment>
        <translation>%1 %2, jetzt %3</translation>
    </message>
    <message>
        <source>rule: %1</source>
        <translation>Regel: %1</translation>
    </message>
    <message>
        <source>too few cases (%1)</source>
        <translation>zu wenige Fälle (%1)</translation>
    </message>
    <message>
        <source>%1 of %2 (95%: %3 to %4)</source>
        <translation>%1 von %2 (95 %: %3 bis %4)</translation>
    </message>
    <message>
        <source>ratio = |F| / B = %1 / %2 = %3 ≥ %4 at two looks 60 s apart</source>
        <translation>Verhältnis = |F| / B = %1 / %2 = %3 ≥ %4 bei zwei Blicken im Abstand von 60 s</translation>
    </message>
    <message>
        <source>F = %1 beyond ±%2 per 8 h on the other side for 15 min; an alert when systemic within 24 h (≥ 80% of the weight, 3 exchanges) after ≥ %3 h, half of them beyond the band</source>
        <translation>F = %1 jenseits von ±%2 je 8 h auf der anderen Seite, 15 min lang; Alarm, wenn binnen 24 h systemisch (≥ 80 % des Gewichts, 3 Börsen) nach ≥ %3 h, die Hälfte davon jenseits des Bandes</translation>
    </message>
    <message>
        <source>Δ = max A - min A = %1 ≥ max(0.0300%, 3 x usual %2) = %3 for 10 min</source>
        <translation>Δ = max A - min A = %1 ≥ max(0,0300 %, 3 x üblich %2) = %3, 10 min lang</translation>
    </message>
    <message>
        <source>|r| ≥ %1 of the cap on %2 of the weight (needed: %3), or where you hold a position</source>
        <translation>|r| ≥ %1 der Grenze auf %2 des Gewichts (nötig: %3), oder wo Sie eine Position halten</translation>
    </message>
    <message>
        <source>the venue&apos;s catalogue tells another cap than before</source>
        <translation>der Katalog der Börse nennt eine andere Grenze als zuvor</translation>
    </message>
    <message>
        <source>per 8 h = r x 8 h / interval; told by the venue, or by two settlements at the new spacing</source>
        <translation>je 8 h = r x 8 h / Intervall; von der Börse genannt oder aus zwei Abrechnungen im neuen Abstand</translation>
    </message>
    <message>
        <source>two catalogues of the venue in a row say so</source>
        <translation>zwei Kataloge der Börse nacheinander sagen es</translation>
    </message>
    <message>
        <source>rank ≥ %1 or growth of 24 h ≥ %2, in coins on a constant set of venues, for 10 min</source>
        <translation>Rang ≥ %1 oder Zuwachs in 24 h ≥ %2, in Coins auf gleichbleibenden Börsen, 10 min lang</translation>
    </message>
    <message>
        <source>all conditions hold</source>
        <translation>alle Bedingungen gelten</translation>
    </message>
    <message>
        <source>one of the conditions holds</source>
        <translation>eine der Bedingungen gilt</translation>
    </message>
    <message>
        <source>load rank ≥ 90% at its distance (30 d), prints ≥ 0.1% of what feeds would show of the open interest, touch within 4 h ≥ 35%; for 3 bars of a minute, in a cascade 1</source>
        <translation>Lastrang ≥ 90 % in seiner Entfernung (30 T), Meldungen ≥ 0,1 % dessen, was die Feeds vom Open Interest zeigen würden, Berührung binnen 4 h ≥ 35 %; 3 Minutenbalken lang, in einer Kaskade 1</translation>
    </message>
    <message>
        <source>60 s of a side = %1 ≥ max(usual extreme %2, share of open interest %3, floor %4) = %5</source>
        <translation>60 s einer Seite = %1 ≥ max(übliches Extrem %2, Anteil am Open Interest %3, Untergrenze %4) = %5</translation>
    </message>
    <message>
        <source>, and 15 min against it: %1 ≥ %2 σ of an hour</source>
        <translation>, und 15 min gegen sie: %1 ≥ %2 σ einer Stunde</translation>
    </message>
    <message>
        <source>one contract and side within a second: %1 ≥ max(usual extreme %2, floor %3)</source>
        <translation>ein Kontrakt und eine Seite in einer Sekunde: %1 ≥ max(übliches Extrem %2, Untergrenze %3)</translation>
    </message>
    <message>
        <source>funding of the crowd, and high open interest or a loaded cluster in its way out, for 60 s</source>
        <translation>Funding der Masse, dazu hohes Open Interest oder ein geladener Cluster auf ihrem Ausweg, 60 s lang</translation>
    </message>
    <message>
        <source>funding of the crowd, high open interest and a loaded cluster in its way out, for 60 s; P1 when armed</source>
        <translation>Funding der Masse, hohes Open Interest und ein geladener Cluster auf ihrem Ausweg, 60 s lang; P1, wenn scharf</translation>
    </message>
    <message>
        <source>|ln(mark / median index)| = %1 bp ≥ max(50 bp, 6 x usual) = %2 bp for 10 s</source>
        <translation>|ln(Mark / Median des Index)| = %1 bp ≥ max(50 bp, 6 x üblich) = %2 bp, 10 s lang</translation>
    </message>
    <message>
        <source>a stream of a venue with ≥ 5% of the weight is past its limit or disconnected; an alert from 30% of the weight on</source>
        <translation>ein Strom einer Börse mit ≥ 5 % des Gewichts ist über seiner Frist oder getrennt; Alarm ab 30 % des Gewichts</translation>
    </message>
    <message>
        <source>mute volume %1 ≥ %2 for 10 s, and the price moved %3 ≥ %4 σ in 5 min or what is left liquidates as in a burst</source>
        <translation>stummes Volumen %1 ≥ %2, 10 s lang, und der Preis bewegte sich %3 ≥ %4 σ in 5 min oder der Rest liquidiert wie in einem Schub</translation>
    </message>
    <message>
        <source>only %1 is heard, nothing to compare it with</source>
        <translation>nur %1 ist zu hören, nichts zum Vergleichen</translation>
    </message>
    <message>
        <source>60 s of a side = %1 ≥ %2 x max(share of open interest %3, floor %4) = %5, while the usual extreme is not known</source>
        <translation>60 s einer Seite = %1 ≥ %2 x max(Anteil am Open Interest %3, Untergrenze %4) = %5, solange das übliche Extrem nicht bekannt ist</translation>
    </message>
    <message>
        <source>60 s of a side = %1 ≥ max(share of open interest %2, floor %3) = %4</source>
        <translation>60 s einer Seite = %1 ≥ max(Anteil am Open Interest %2, Untergrenze %3) = %4</translation>
    </message>
    <message>
        <source>in %1 h</source>
        <comment>hours</comment>
        <translation>in %1 h</translation>
    </message>
    <message>
        <source>now %1</source>
        <comment>value</comment>
        <translation>jetzt %1</translation>
    </message>
    <message>
        <source>holds</source>
        <comment>a condition</comment>
        <translation>gilt</translation>
    </message>
    <message>
        <source>does not hold</source>
        <comment>a condition</comment>
        <translation>gilt nicht</translation>
    </message>
    <message>
        <source>%1, in all %2</source>
        <comment>probabilities of a cluster in the chain</comment>
        <translation>%1, zusammen %2</translation>
    </message>
    <message>
        <source>%1, in all %2 (tilted %3)</source>
        <comment>probabilities of a cluster in the chain</comment>
        <translation>%1, zusammen %2 (geneigt %3)</translation>
    </message>
    <message>
        <source>everything is heard again</source>
        <translation>alles ist wieder zu hören</translation>
    </message>
    <message>
        <source>; interrupts (P1) from %1 in total or when you hold %2, otherwise it is listed</source>
        <translation>; unterbricht (P1) ab %1 insgesamt oder wenn Sie %2 halten, sonst nur in der Liste</translation>
    </message>
    <message>
        <source>≈ %1 of prints if %2 is touched</source>
        <translation>≈ %1 an Meldungen, falls %2 berührt wird</translation>
    </message>
    <message>
        <source>≈ %1 of open interest behind it</source>
        <translation>≈ %1 Open Interest dahinter</translation>
    </message>
    <message>
        <source>observed %1 since it began</source>
        <translation>beobachtet %1 seit Beginn</translation>
    </message>
    <message>
        <source>longs only</source>
        <translation>nur Longs</translation>
    </message>
    <message>
        <source>shorts only</source>
        <translation>nur Shorts</translation>
    </message>
</context>
<context>
    <name>isobar::ExactModel</name>
    <message>
        <source>cross</source>
        <translation>Cross</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>isoliert</translation>
    </message>
    <message>
        <source>%1, stale</source>
        <comment>age</comment>
        <translation>%1, veraltet</translation>
    </message>
    <message>
        <source>A cross account: its level moves with every other position, and this was told more than ten minutes ago.</source>
        <translation>Ein Cross-Konto: Sein Niveau bewegt sich mit jeder anderen Position, und diese Angabe ist über zehn Minuten alt.</translation>
    </message>
    <message>
        <source>As the venue publishes it: exact, not modelled</source>
        <translation>Wie die Börse es veröffentlicht: exakt, nicht modelliert</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Liquidated at</source>
        <translation>Liquidiert bei</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>Told</source>
        <comment>age of what the venue told</comment>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Venue</source>
        <translation>Börse</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
</context>
<context>
    <name>isobar::ExactTable</name>
    <message>
        <source>Stop following %1</source>
        <comment>address</comment>
        <translation>%1 nicht mehr verfolgen</translation>
    </message>
    <message>
        <source>Mine (%1)</source>
        <comment>number of addresses that the user follows</comment>
        <translation>Meine (%1)</translation>
    </message>
    <message>
        <source>Nobody&apos;s positions are followed</source>
        <translation>Niemandes Positionen werden verfolgt</translation>
    </message>
    <message>
        <source>add an address, or follow those seen in trades</source>
        <translation>eine Adresse hinzufügen oder die aus den Trades verfolgen</translation>
    </message>
    <message>
        <source>No published positions of %1 yet</source>
        <translation>Noch keine veröffentlichten Positionen in %1</translation>
    </message>
    <message>
        <source>Hyperliquid publishes them by address; addresses come from its trades</source>
        <translation>Hyperliquid veröffentlicht sie je Adresse; Adressen kommen aus seinen Trades</translation>
    </message>
    <message>
        <source>Positions with published liquidation prices</source>
        <translation>Positionen mit veröffentlichten Liquidationspreisen</translation>
    </message>
    <message>
        <source>Addresses seen in trades</source>
        <translation>Adressen aus Trades</translation>
    </message>
    <message>
        <source>0x… to follow</source>
        <comment>address</comment>
        <translation>0x… verfolgen</translation>
    </message>
    <message>
        <source>Address to follow</source>
        <translation>Zu verfolgende Adresse</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Verfolgen</translation>
    </message>
</context>
<context>
    <name>isobar::FeesDialog</name>
    <message>
        <source>Taker fees</source>
        <translation>Taker-Gebühren</translation>
    </message>
    <message>
        <source>A spread costs four taker trades: in and out on both venues. Enter what your account pays for one; a rebate is negative.</source>
        <translation>Ein Spread kostet vier Taker-Geschäfte: an beiden Börsen hinein und heraus. Tragen Sie ein, was Ihr Konto für eines zahlt; eine Rückvergütung ist negativ.</translation>
    </message>
    <message>
        <source>All venues</source>
        <translation>Alle Börsen</translation>
    </message>
    <message>
        <source>Venue</source>
        <translation>Börse</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Gebühr</translation>
    </message>
    <message>
        <source>as all</source>
        <translation>wie alle</translation>
    </message>
    <message>
        <source>Taker fee of %1</source>
        <translation>Taker-Gebühr von %1</translation>
    </message>
</context>
<context>
    <name>isobar::FieldNames</name>
    <message>
        <source>after</source>
        <translation>danach</translation>
    </message>
    <message>
        <source>aftermath of a cascade</source>
        <translation>Nachwirkung einer Kaskade</translation>
    </message>
    <message>
        <source>age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>all conditions needed</source>
        <translation>alle Bedingungen nötig</translation>
    </message>
    <message>
        <source>APR</source>
        <translation>APR</translation>
    </message>
    <message>
        <source>armed</source>
        <translation>scharf</translation>
    </message>
    <message>
        <source>band per 8 h</source>
        <translation>Band je 8 h</translation>
    </message>
    <message>
        <source>normal per 8 h</source>
        <translation>üblich je 8 h</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>deviation in bp</source>
        <translation>Abweichung in bp</translation>
    </message>
    <message>
        <source>break-even</source>
        <translation>Gewinnschwelle</translation>
    </message>
    <message>
        <source>burst threshold, longs</source>
        <translation>Schwelle eines Schubs, Longs</translation>
    </message>
    <message>
        <source>burst threshold, shorts</source>
        <translation>Schwelle eines Schubs, Shorts</translation>
    </message>
    <message>
        <source>by growth</source>
        <translation>durch Wachstum</translation>
    </message>
    <message>
        <source>by rank</source>
        <translation>durch Rang</translation>
    </message>
    <message>
        <source>cap per interval</source>
        <translation>Limit je Intervall</translation>
    </message>
    <message>
        <source>weight at the cap</source>
        <translation>Gewicht am Limit</translation>
    </message>
    <message>
        <source>carry a day, gross of fees</source>
        <translation>Carry am Tag, vor Gebühren</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>feed was full</source>
        <translation>Feed war voll</translation>
    </message>
    <message>
        <source>Cascade chain, modelled</source>
        <translation>Kaskadenkette, modelliert</translation>
    </message>
    <message>
        <source>change 1 h</source>
        <translation>Änderung 1 h</translation>
    </message>
    <message>
        <source>change 24 h</source>
        <translation>Änderung 24 h</translation>
    </message>
    <message>
        <source>change 72 h</source>
        <translation>Änderung 72 h</translation>
    </message>
    <message>
        <source>Cluster, modelled</source>
        <translation>Cluster, modelliert</translation>
    </message>
    <message>
        <source>cluster since</source>
        <translation>Cluster seit</translation>
    </message>
    <message>
        <source>clusters consumed</source>
        <translation>verbrauchte Cluster</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>contract</source>
        <translation>Kontrakt</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>Kontrakte</translation>
    </message>
    <message>
        <source>10x: of the margin a day</source>
        <translation>10x: der Margin am Tag</translation>
    </message>
    <message>
        <source>10x: USD a day per 10 000</source>
        <translation>10x: USD am Tag je 10 000</translation>
    </message>
    <message>
        <source>prints / open interest closed</source>
        <translation>Meldungen / geschlossenes Open Interest</translation>
    </message>
    <message>
        <source>that side in 24 h</source>
        <translation>diese Seite in 24 h</translation>
    </message>
    <message>
        <source>since the flip before</source>
        <translation>seit dem Wechsel davor</translation>
    </message>
    <message>
        <source>from neutral</source>
        <translation>gegenüber neutral</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>distance</source>
        <translation>Entfernung</translation>
    </message>
    <message>
        <source>enters at</source>
        <translation>beginnt bei</translation>
    </message>
    <message>
        <source>enters at growth</source>
        <translation>beginnt bei Wachstum</translation>
    </message>
    <message>
        <source>enters at rank</source>
        <translation>beginnt bei Rang</translation>
    </message>
    <message>
        <source>entry basis</source>
        <translation>Einstiegsbasis</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>exact positions in it</source>
        <translation>genaue Positionen darin</translation>
    </message>
    <message>
        <source>clears at</source>
        <translation>endet bei</translation>
    </message>
    <message>
        <source>clears at growth</source>
        <translation>endet bei Wachstum</translation>
    </message>
    <message>
        <source>clears at prints</source>
        <translation>endet bei Meldungen</translation>
    </message>
    <message>
        <source>clears at rank</source>
        <translation>endet bei Rang</translation>
    </message>
    <message>
        <source>clears at touch 4 h</source>
        <translation>endet bei Berührung 4 h</translation>
    </message>
    <message>
        <source>four taker fees</source>
        <translation>vier Taker-Gebühren</translation>
    </message>
    <message>
        <source>floor per interval</source>
        <translation>Untergrenze je Intervall</translation>
    </message>
    <message>
        <source>floor</source>
        <translation>Mindestwert</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>you hold a position there</source>
        <translation>Sie halten dort eine Position</translation>
    </message>
    <message>
        <source>held before</source>
        <translation>davor gehalten</translation>
    </message>
    <message>
        <source>high</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>highest</source>
        <translation>höchste</translation>
    </message>
    <message>
        <source>mark there</source>
        <translation>Mark dort</translation>
    </message>
    <message>
        <source>highest venue</source>
        <translation>höchste Venue</translation>
    </message>
    <message>
        <source>beyond the band</source>
        <translation>jenseits des Bands</translation>
    </message>
    <message>
        <source>index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>interval may shorten</source>
        <translation>Intervall kann kürzer werden</translation>
    </message>
    <message>
        <source>funding tilt, kappa (unproven)</source>
        <translation>Funding-Neigung, Kappa (unbewiesen)</translation>
    </message>
    <message>
        <source>largest exchange&apos;s part</source>
        <translation>Anteil der größten Börse</translation>
    </message>
    <message>
        <source>last mark</source>
        <translation>letzter Mark</translation>
    </message>
    <message>
        <source>last rate per 8 h</source>
        <translation>letzte Rate je 8 h</translation>
    </message>
    <message>
        <source>Measured against</source>
        <translation>Gemessen an</translation>
    </message>
    <message>
        <source>longs liquidated there, 1 h</source>
        <translation>dort liquidierte Longs, 1 h</translation>
    </message>
    <message>
        <source>shorts liquidated there, 1 h</source>
        <translation>dort liquidierte Shorts, 1 h</translation>
    </message>
    <message>
        <source>longs liquidated, 60 s</source>
        <translation>liquidierte Longs, 60 s</translation>
    </message>
    <message>
        <source>shorts liquidated, 60 s</source>
        <translation>liquidierte Shorts, 60 s</translation>
    </message>
    <message>
        <source>load rank</source>
        <translation>Rang der Ladung</translation>
    </message>
    <message>
        <source>weight lost in all</source>
        <translation>insgesamt verlorenes Gewicht</translation>
    </message>
    <message>
        <source>low</source>
        <translation>unten</translation>
    </message>
    <message>
        <source>lowest</source>
        <translation>niedrigste</translation>
    </message>
    <message>
        <source>lowest venue</source>
        <translation>niedrigste Venue</translation>
    </message>
    <message>
        <source>usual deviation, 7 d</source>
        <translation>übliche Abweichung, 7 d</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>while capped, extreme or held</source>
        <translation>während am Limit, extrem oder gehalten</translation>
    </message>
    <message>
        <source>mean age</source>
        <translation>mittleres Alter</translation>
    </message>
    <message>
        <source>mean premium</source>
        <translation>mittlerer Aufschlag</translation>
    </message>
    <message>
        <source>usual, 30 d</source>
        <translation>üblich, 30 d</translation>
    </message>
    <message>
        <source>median index</source>
        <translation>Median-Index</translation>
    </message>
    <message>
        <source>conditions that hold</source>
        <translation>erfüllte Bedingungen</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>es fehlt</translation>
    </message>
    <message>
        <source>move</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>mute for</source>
        <translation>stumm seit</translation>
    </message>
    <message>
        <source>mute volume</source>
        <translation>stummes Volumen</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>needed for an alert</source>
        <translation>nötig für einen Alarm</translation>
    </message>
    <message>
        <source>needed share</source>
        <translation>nötiger Anteil</translation>
    </message>
    <message>
        <source>needed move</source>
        <translation>nötige Bewegung</translation>
    </message>
    <message>
        <source>net carry after a day</source>
        <translation>Netto-Carry nach einem Tag</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>weight on the new side</source>
        <translation>Gewicht auf der neuen Seite</translation>
    </message>
    <message>
        <source>Next cluster, modelled</source>
        <translation>Nächster Cluster, modelliert</translation>
    </message>
    <message>
        <source>its distance</source>
        <translation>seine Entfernung</translation>
    </message>
    <message>
        <source>next modelled cluster</source>
        <translation>nächster modellierter Cluster</translation>
    </message>
    <message>
        <source>in coins</source>
        <translation>in Coins</translation>
    </message>
    <message>
        <source>open interest behind it</source>
        <translation>Open Interest dahinter</translation>
    </message>
    <message>
        <source>in USD</source>
        <translation>in USD</translation>
    </message>
    <message>
        <source>old</source>
        <translation>alt</translation>
    </message>
    <message>
        <source>Open interest</source>
        <translation>Open Interest</translation>
    </message>
    <message>
        <source>open interest</source>
        <translation>Open Interest</translation>
    </message>
    <message>
        <source>exchanges on the new side</source>
        <translation>Börsen auf der neuen Seite</translation>
    </message>
    <message>
        <source>touch within 24 h</source>
        <translation>Berührung in 24 h</translation>
    </message>
    <message>
        <source>touch within 4 h</source>
        <translation>Berührung in 4 h</translation>
    </message>
    <message>
        <source>conditions of three</source>
        <translation>Bedingungen von dreien</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>Gipfel</translation>
    </message>
    <message>
        <source>peak a second</source>
        <translation>Spitze je Sekunde</translation>
    </message>
    <message>
        <source>present</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>then</source>
        <translation>damals</translation>
    </message>
    <message>
        <source>prints</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>prints in 60 s</source>
        <translation>Meldungen in 60 s</translation>
    </message>
    <message>
        <source>prints, 80% up to</source>
        <translation>Meldungen, 80 % bis</translation>
    </message>
    <message>
        <source>prints, 80% from</source>
        <translation>Meldungen, 80 % ab</translation>
    </message>
    <message>
        <source>expected prints</source>
        <translation>erwartete Meldungen</translation>
    </message>
    <message>
        <source>made an alert</source>
        <translation>zum Alarm gemacht</translation>
    </message>
    <message>
        <source>usual extreme</source>
        <translation>übliches Extrem</translation>
    </message>
    <message>
        <source>coins</source>
        <translation>Coins</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>rank of</source>
        <translation>Rang aus</translation>
    </message>
    <message>
        <source>per interval</source>
        <translation>je Intervall</translation>
    </message>
    <message>
        <source>F per 8 h</source>
        <translation>F je 8 h</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>am Tag</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Bilanz</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>share of the day</source>
        <translation>Anteil am Tag</translation>
    </message>
    <message>
        <source>share of open interest</source>
        <translation>Anteil am Open Interest</translation>
    </message>
    <message>
        <source>usual in 1 h</source>
        <translation>üblich in 1 h</translation>
    </message>
    <message>
        <source>usual is assumed</source>
        <translation>Übliches ist angenommen</translation>
    </message>
    <message>
        <source>usual in 1 h, fast</source>
        <translation>üblich in 1 h, schnell</translation>
    </message>
    <message>
        <source>usual in 1 h, slow</source>
        <translation>üblich in 1 h, langsam</translation>
    </message>
    <message>
        <source>sigmas</source>
        <translation>Sigmas</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>difference per 8 h</source>
        <translation>Unterschied je 8 h</translation>
    </message>
    <message>
        <source>part of a squeeze</source>
        <translation>Teil eines Squeeze</translation>
    </message>
    <message>
        <source>streams</source>
        <translation>Ströme</translation>
    </message>
    <message>
        <source>taker fee</source>
        <translation>Taker-Gebühr</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>funding tilt, tau</source>
        <translation>Funding-Neigung, Tau</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>observed</source>
        <translation>beobachtet</translation>
    </message>
    <message>
        <source>observed in 60 s</source>
        <translation>beobachtet in 60 s</translation>
    </message>
    <message>
        <source>observed since the entry</source>
        <translation>beobachtet seit Beginn</translation>
    </message>
    <message>
        <source>concerns your position</source>
        <translation>betrifft Ihre Position</translation>
    </message>
    <message>
        <source>venue</source>
        <translation>Venue</translation>
    </message>
    <message>
        <source>Venues</source>
        <translation>Venues</translation>
    </message>
    <message>
        <source>venues where longs pay</source>
        <translation>Venues, auf denen Longs zahlen</translation>
    </message>
    <message>
        <source>venues where shorts pay</source>
        <translation>Venues, auf denen Shorts zahlen</translation>
    </message>
    <message>
        <source>volume 24 h</source>
        <translation>Volumen 24 h</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>valid share of the last known volume</source>
        <translation>gültiger Anteil am letzten bekannten Volumen</translation>
    </message>
    <message>
        <source>Venues valid</source>
        <translation>Venues gültig</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingangsdaten</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>Eintritt</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>impact</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>touched</source>
        <translation>berührt</translation>
    </message>
    <message>
        <source>touched in all</source>
        <translation>insgesamt berührt</translation>
    </message>
    <message>
        <source>in all, tilted by funding</source>
        <translation>insgesamt, mit Funding-Neigung</translation>
    </message>
    <message>
        <source>touched, tilted by funding</source>
        <translation>berührt, mit Funding-Neigung</translation>
    </message>
    <message>
        <source>per 8 h after</source>
        <translation>je 8 h danach</translation>
    </message>
    <message>
        <source>per 8 h before</source>
        <translation>je 8 h vorher</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>silent for</source>
        <translation>still seit</translation>
    </message>
    <message>
        <source>of its cap</source>
        <translation>seines Limits</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>map has skill</source>
        <translation>Karte trifft besser als Zufall</translation>
    </message>
    <message>
        <source>age of the open interest</source>
        <translation>Alter des Open Interest</translation>
    </message>
    <message>
        <source>age of the price</source>
        <translation>Alter des Preises</translation>
    </message>
    <message>
        <source>3% against the crowd in 24 h</source>
        <translation>3 % gegen die Masse in 24 h</translation>
    </message>
    <message>
        <source>of such set-ups in the local history; the range is Wilson&apos;s interval</source>
        <translation>solcher Lagen in der lokalen Historie; der Bereich ist Wilsons Intervall</translation>
    </message>
    <message>
        <source>after all hours</source>
        <translation>nach allen Stunden</translation>
    </message>
    <message>
        <source>how often the price moved so far whatever had happened</source>
        <translation>wie oft sich der Preis so weit bewegte, was auch gewesen war</translation>
    </message>
    <message>
        <source>history</source>
        <translation>Historie</translation>
    </message>
    <message>
        <source>threshold raised while the usual extreme is not known, times</source>
        <translation>Schwelle erhöht, solange das übliche Extrem nicht bekannt ist, mal</translation>
    </message>
    <message>
        <source>share in small assets</source>
        <translation>Anteil bei kleinen Assets</translation>
    </message>
    <message>
        <source>in total</source>
        <translation>insgesamt</translation>
    </message>
    <message>
        <source>or at least</source>
        <translation>oder mindestens</translation>
    </message>
    <message>
        <source>Interrupts from</source>
        <translation>Unterbricht ab</translation>
    </message>
    <message>
        <source>side</source>
        <translation>Seite</translation>
    </message>
</context>
<context>
    <name>isobar::FundingHistory</name>
    <message>
        <source>Aggregate</source>
        <translation>Aggregat</translation>
    </message>
    <message>
        <source>funding history %1/%2</source>
        <translation>Funding-Historie %1/%2</translation>
    </message>
    <message>
        <source>funding history</source>
        <translation>Funding-Historie</translation>
    </message>
    <message>
        <source>it appears as soon as a venue has sent it</source>
        <translation>erscheint, sobald eine Venue sie gesendet hat</translation>
    </message>
    <message>
        <source>No asset chosen</source>
        <translation>Kein Asset gewählt</translation>
    </message>
    <message>
        <source>Waiting for the funding history of %1</source>
        <translation>Warte auf die Funding-Historie von %1</translation>
    </message>
    <message>
        <source>%1 funding, %2</source>
        <comment>asset, unit</comment>
        <translation>%1-Funding, %2</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose a folder that you may write to.</source>
        <translation>%1 konnte nicht geschrieben werden. Bitte einen beschreibbaren Ordner wählen.</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>1d</source>
        <comment>range of one day</comment>
        <translation>1d</translation>
    </message>
    <message>
        <source>7d</source>
        <comment>range of seven days</comment>
        <translation>7d</translation>
    </message>
    <message>
        <source>30d</source>
        <comment>range of thirty days</comment>
        <translation>30d</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Picture (PNG)...</source>
        <translation>Bild (PNG)...</translation>
    </message>
    <message>
        <source>Table (CSV)...</source>
        <translation>Tabelle (CSV)...</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>It appears as soon as the local history has some</source>
        <translation>Es erscheint, sobald die lokale Historie etwas davon hat</translation>
    </message>
    <message>
        <source>Waiting for the history of %1</source>
        <translation>Warte auf die Historie von %1</translation>
    </message>
    <message>
        <source>%1 open interest, USD, stacked by venue</source>
        <comment>asset</comment>
        <translation>%1 Open Interest, USD, nach Handelsplätzen gestapelt</translation>
    </message>
    <message>
        <source>%1 premium: mark over index</source>
        <comment>asset</comment>
        <translation>%1 Prämie: Mark über Index</translation>
    </message>
    <message>
        <source>%1 settled funding since the left edge, of the position</source>
        <comment>asset</comment>
        <translation>%1 abgerechnetes Funding seit dem linken Rand, Anteil der Position</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>90d</source>
        <comment>range of ninety days</comment>
        <translation>90d</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Open interest</source>
        <translation>Open Interest</translation>
    </message>
    <message>
        <source>Premium</source>
        <translation>Prämie</translation>
    </message>
    <message>
        <source>Cumulative funding</source>
        <translation>Kumuliertes Funding</translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation>Was das Diagramm zeigt</translation>
    </message>
</context>
<context>
    <name>isobar::FundingView</name>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren…</translation>
    </message>
    <message>
        <source>Unfold all venues</source>
        <translation>Alle Venues aufklappen</translation>
    </message>
    <message>
        <source>Fold all venues</source>
        <translation>Alle Venues zuklappen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Waiting for the first rates</source>
        <translation>Warte auf erste Raten</translation>
    </message>
    <message>
        <source>The venues are being connected.</source>
        <translation>Die Venues werden verbunden.</translation>
    </message>
    <message>
        <source>All venues are switched off</source>
        <translation>Alle Venues sind ausgeschaltet</translation>
    </message>
    <message>
        <source>They are switched on in the panel Venues.</source>
        <translation>Eingeschaltet werden sie im Feld Venues.</translation>
    </message>
    <message>
        <source>No venue can be reached</source>
        <translation>Keine Venue ist erreichbar</translation>
    </message>
    <message>
        <source>%1: %2. Isobar keeps trying; the panel Venues has the details.</source>
        <comment>venue, reason</comment>
        <translation>%1: %2. Isobar versucht es weiter; mehr steht im Feld Venues.</translation>
    </message>
    <message>
        <source>Waiting for the first rates of %1</source>
        <translation>Warte auf erste Raten für %1</translation>
    </message>
    <message>
        <source>%1 of %2 venues connected</source>
        <translation>%1 von %2 Venues verbunden</translation>
    </message>
    <message>
        <source>Default columns</source>
        <translation>Standardspalten</translation>
    </message>
    <message>
        <source>Take %1 into the %2 aggregate</source>
        <translation>%1 ins %2-Aggregat aufnehmen</translation>
    </message>
    <message>
        <source>Leave %1 out of the %2 aggregate</source>
        <translation>%1 aus dem %2-Aggregat ausschließen</translation>
    </message>
    <message>
        <source>Export the funding table</source>
        <translation>Funding-Tabelle exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The file could not be written: %1. Choose another folder.</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1. Bitte anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Filter venues</source>
        <translation>Venues filtern</translation>
    </message>
    <message>
        <source>Filter of the funding table</source>
        <translation>Filter der Funding-Tabelle</translation>
    </message>
    <message>
        <source>Valid only</source>
        <translation>Nur gültige</translation>
    </message>
    <message>
        <source>Show only what takes part in the aggregate</source>
        <translation>Nur anzeigen, was ins Aggregat eingeht</translation>
    </message>
    <message>
        <source>Unit of the rates</source>
        <translation>Einheit der Raten</translation>
    </message>
    <message>
        <source>Columns, copy, export</source>
        <translation>Spalten, Kopieren, Export</translation>
    </message>
    <message>
        <source>Table menu</source>
        <translation>Tabellenmenü</translation>
    </message>
    <message>
        <source>Funding table</source>
        <translation>Funding-Tabelle</translation>
    </message>
</context>
<context>
    <name>isobar::GaugeWidget</name>
    <message>
        <source>Funding gauge %1</source>
        <translation>Funding-Anzeige %1</translation>
    </message>
    <message>
        <source>Weight by volume</source>
        <translation>Nach Volumen gewichten</translation>
    </message>
    <message>
        <source>Weight by open interest</source>
        <translation>Nach Open Interest gewichten</translation>
    </message>
</context>
<context>
    <name>isobar::Header</name>
    <message>
        <source>Choose the asset (Ctrl+K, or type a letter)</source>
        <translation>Asset wählen (Strg+K oder Buchstaben tippen)</translation>
    </message>
    <message>
        <source>Asset: %1</source>
        <translation>Asset: %1</translation>
    </message>
    <message>
        <source>Where the data come from</source>
        <translation>Herkunft der Daten</translation>
    </message>
    <message numerus="yes">
        <source>%n unread event(s)</source>
        <translation>
            <numerusform>%n ungelesenes Ereignis</numerusform>
            <numerusform>%n ungelesene Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>No unread events</source>
        <translation>Keine ungelesenen Ereignisse</translation>
    </message>
</context>
<context>
    <name>isobar::HealthWords</name>
    <message>
        <source>live</source>
        <comment>state of a connection</comment>
        <translation>live</translation>
    </message>
    <message>
        <source>starting</source>
        <comment>state of a connection</comment>
        <translation>startet</translation>
    </message>
    <message>
        <source>stale</source>
        <comment>state of a connection: data older than their limit</comment>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>mute</source>
        <comment>state of a connection: open but silent</comment>
        <translation>stumm</translation>
    </message>
    <message>
        <source>limited</source>
        <comment>state of a connection: too many requests</comment>
        <translation>limitiert</translation>
    </message>
    <message>
        <source>blocked in your region</source>
        <comment>state of a connection</comment>
        <translation>in Ihrer Region gesperrt</translation>
    </message>
    <message>
        <source>down</source>
        <comment>state of a connection</comment>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>off</source>
        <comment>state of a connection: switched off</comment>
        <translation>aus</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Mark price</source>
        <translation>Mark-Preis</translation>
    </message>
    <message>
        <source>Open interest</source>
        <translation>Open Interest</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Liquidations</source>
        <translation>Liquidationen</translation>
    </message>
    <message>
        <source>Trades</source>
        <translation>Trades</translation>
    </message>
    <message>
        <source>funding</source>
        <comment>what a venue publishes</comment>
        <translation>Funding</translation>
    </message>
    <message>
        <source>mark price</source>
        <comment>what a venue publishes</comment>
        <translation>Mark-Preis</translation>
    </message>
    <message>
        <source>open interest</source>
        <comment>what a venue publishes</comment>
        <translation>Open Interest</translation>
    </message>
    <message>
        <source>turnover</source>
        <comment>what a venue publishes</comment>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>liquidations</source>
        <comment>what a venue publishes</comment>
        <translation>Liquidationen</translation>
    </message>
    <message>
        <source>trades</source>
        <comment>what a venue publishes</comment>
        <translation>Trades</translation>
    </message>
    <message>
        <source>publishes all</source>
        <translation>veröffentlicht alles</translation>
    </message>
    <message>
        <source>publishes all but %1</source>
        <translation>veröffentlicht alles außer %1</translation>
    </message>
    <message>
        <source>%1; liquidations throttled</source>
        <comment>what is published</comment>
        <translation>%1; Liquidationen gedrosselt</translation>
    </message>
    <message>
        <source>blocked in your region (%1)</source>
        <translation>in Ihrer Region gesperrt (%1)</translation>
    </message>
    <message>
        <source>too many requests (HTTP %1): silent for %2 s</source>
        <translation>zu viele Anfragen (HTTP %1): %2 s Pause</translation>
    </message>
    <message>
        <source>REST: %1</source>
        <translation>REST: %1</translation>
    </message>
    <message>
        <source>the list of contracts could not be read; asking again</source>
        <translation>die Liste der Kontrakte war nicht lesbar; wird neu angefragt</translation>
    </message>
    <message>
        <source>list of contracts: %1</source>
        <translation>Liste der Kontrakte: %1</translation>
    </message>
    <message>
        <source>reading the list of contracts</source>
        <translation>liest die Liste der Kontrakte</translation>
    </message>
    <message>
        <source>reading is paused: the program is behind</source>
        <translation>Lesen angehalten: das Programm kommt nicht nach</translation>
    </message>
    <message>
        <source>%1: waiting for the first data</source>
        <translation>%1: wartet auf die ersten Daten</translation>
    </message>
    <message>
        <source>%1: no frame for %2 s (%3)</source>
        <translation>%1: seit %2 s kein Datensatz (%3)</translation>
    </message>
    <message>
        <source>%1: no frame for %2 s</source>
        <translation>%1: seit %2 s kein Datensatz</translation>
    </message>
    <message>
        <source>%1: mute, connecting anew</source>
        <translation>%1: stumm, verbindet sich neu</translation>
    </message>
    <message>
        <source>liquidation: none of %1 for %2 min while %3 other venues print them</source>
        <translation>Liquidationen: seit %2 min keine von %1, während %3 andere Börsen welche melden</translation>
    </message>
    <message>
        <source>no answer to the keep-alive: connecting anew</source>
        <translation>keine Antwort auf das Lebenszeichen: verbindet sich neu</translation>
    </message>
    <message>
        <source>connecting anew</source>
        <translation>verbindet sich neu</translation>
    </message>
    <message>
        <source>no answer to the handshake within %1 s</source>
        <translation>keine Antwort auf den Verbindungsaufbau in %1 s</translation>
    </message>
    <message>
        <source>handshake refused with HTTP %1</source>
        <translation>Verbindungsaufbau abgelehnt mit HTTP %1</translation>
    </message>
    <message>
        <source>connection lost during the handshake</source>
        <translation>Verbindung beim Aufbau abgebrochen</translation>
    </message>
    <message>
        <source>a message above %1 KiB: connection closed</source>
        <translation>eine Nachricht über %1 KiB: Verbindung geschlossen</translation>
    </message>
    <message>
        <source>bytes that are no WebSocket message: connection closed</source>
        <translation>Daten, die keine WebSocket-Nachricht sind: Verbindung geschlossen</translation>
    </message>
    <message>
        <source>connection closed by the venue: %1</source>
        <translation>Verbindung von der Börse geschlossen: %1</translation>
    </message>
    <message>
        <source>connection closed by the venue</source>
        <translation>Verbindung von der Börse geschlossen</translation>
    </message>
    <message>
        <source>answer above %1 KiB</source>
        <translation>Antwort über %1 KiB</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>nothing recorded for %1 s</source>
        <translation>seit %1 s nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>funding history %1/%2</source>
        <translation>Funding-Verlauf %1/%2</translation>
    </message>
    <message>
        <source>open-interest history %1/%2</source>
        <translation>Open-Interest-Verlauf %1/%2</translation>
    </message>
    <message>
        <source>candles %1/%2</source>
        <translation>Kerzen %1/%2</translation>
    </message>
</context>
<context>
    <name>isobar::HeatmapBar</name>
    <message>
        <source>Violet to yellow</source>
        <translation>Violett bis Gelb</translation>
    </message>
    <message>
        <source>Violet to red to yellow</source>
        <translation>Violett über Rot bis Gelb</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Blue to yellow (colour-blind safe)</source>
        <translation>Blau bis Gelb (farbenblind-sicher)</translation>
    </message>
    <message>
        <source>12h</source>
        <comment>range of twelve hours</comment>
        <translation>12h</translation>
    </message>
    <message>
        <source>24h</source>
        <comment>range of a day</comment>
        <translation>24h</translation>
    </message>
    <message>
        <source>3d</source>
        <comment>range of three days</comment>
        <translation>3T</translation>
    </message>
    <message>
        <source>7d</source>
        <comment>range of seven days</comment>
        <translation>7T</translation>
    </message>
    <message>
        <source>30d</source>
        <comment>range of thirty days</comment>
        <translation>30T</translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <translation>Die letzten %1 zeigen</translation>
    </message>
    <message>
        <source>Levels</source>
        <comment>layer</comment>
        <translation>Level</translation>
    </message>
    <message>
        <source>Modelled liquidation levels</source>
        <translation>Modellierte Liquidationslevel</translation>
    </message>
    <message>
        <source>Sides</source>
        <comment>layer: longs and shorts in two hues</comment>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Longs and shorts in two hues</source>
        <translation>Longs und Shorts in zwei Farbtönen</translation>
    </message>
    <message>
        <source>Candles</source>
        <comment>layer</comment>
        <translation>Kerzen</translation>
    </message>
    <message>
        <source>Candles</source>
        <translation>Kerzen</translation>
    </message>
    <message>
        <source>Clusters</source>
        <comment>layer</comment>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>The largest clusters of each side, labelled</source>
        <translation>Die größten Cluster jeder Seite, beschriftet</translation>
    </message>
    <message>
        <source>Liq.</source>
        <comment>layer: realised liquidations</comment>
        <translation>Liq.</translation>
    </message>
    <message>
        <source>Realised liquidations as circles; what the venues publish, so at least this</source>
        <translation>Tatsächliche Liquidationen als Kreise; was die Venues veröffentlichen, also mindestens dies</translation>
    </message>
    <message>
        <source>Other maps</source>
        <comment>layer: the opens-only map</comment>
        <translation>Andere Karten</translation>
    </message>
    <message>
        <source>What other maps draw: everything that was opened, nothing taken away</source>
        <translation>Was andere Karten zeichnen: alles, was eröffnet wurde, nichts davon abgezogen</translation>
    </message>
    <message>
        <source>Liq. map</source>
        <comment>layer: cumulative sums at the right edge</comment>
        <translation>Liq.-Karte</translation>
    </message>
    <message>
        <source>Cumulative liquidations from the price outward, at the right edge</source>
        <translation>Summierte Liquidationen vom Preis nach außen, am rechten Rand</translation>
    </message>
    <message>
        <source>Strips</source>
        <comment>layer: open interest, CVD ... below</comment>
        <translation>Streifen</translation>
    </message>
    <message>
        <source>Open interest, volume delta, liquidations and funding below</source>
        <translation>Open Interest, Volumendelta, Liquidationen und Funding darunter</translation>
    </message>
    <message>
        <source>Settlements</source>
        <comment>layer: times of funding</comment>
        <translation>Abrechnungen</translation>
    </message>
    <message>
        <source>Times at which funding is paid</source>
        <translation>Zeiten, zu denen Funding gezahlt wird</translation>
    </message>
    <message>
        <source>Touched within %1 h</source>
        <translation>Berührt innerhalb von %1 h</translation>
    </message>
    <message>
        <source>Brightness by the logarithm</source>
        <translation>Helligkeit nach dem Logarithmus</translation>
    </message>
    <message>
        <source>Brightness by the value</source>
        <translation>Helligkeit nach dem Wert</translation>
    </message>
    <message>
        <source>The asset&apos;s own scale</source>
        <translation>Eigene Skala des Assets</translation>
    </message>
    <message>
        <source>Positions, venues and distances that are drawn and told</source>
        <translation>Positionen, Venues und Abstände, die gezeichnet und genannt werden</translation>
    </message>
    <message>
        <source>Filters (%1 off)</source>
        <translation>Filter (%1 aus)</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Horizon of the touch probability</source>
        <translation>Horizont der Berührungswahrscheinlichkeit</translation>
    </message>
    <message>
        <source>P %1h</source>
        <comment>touch probability within hours</comment>
        <translation>P %1h</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours of the levels</source>
        <translation>Farben der Level</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The clusters as a table</source>
        <translation>Die Cluster als Tabelle</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Save and copy a picture (Ctrl+S)</source>
        <translation>Ein Bild speichern und kopieren (Strg+S)</translation>
    </message>
    <message>
        <source>Save and copy</source>
        <translation>Speichern und kopieren</translation>
    </message>
    <message>
        <source>Copy only</source>
        <translation>Nur kopieren</translation>
    </message>
    <message>
        <source>Size and content…</source>
        <translation>Größe und Inhalt …</translation>
    </message>
    <message>
        <source>Tools of the heatmap</source>
        <translation>Werkzeuge der Heatmap</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Exact</source>
        <comment>layer: positions with published liquidation prices</comment>
        <translation>Exakt</translation>
    </message>
    <message>
        <source>Positions whose venue publishes their liquidation price, as ticks at the edge; not modelled</source>
        <translation>Positionen, deren Liquidationspreis die Börse veröffentlicht, als Striche am Rand; nicht modelliert</translation>
    </message>
    <message>
        <source>Positions</source>
        <comment>layer: own positions</comment>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Entry and liquidation price of your own positions</source>
        <translation>Einstieg und Liquidationspreis Ihrer eigenen Positionen</translation>
    </message>
    <message>
        <source>Chains</source>
        <comment>layer: cascade chains</comment>
        <translation>Ketten</translation>
    </message>
    <message>
        <source>Cascade chains: from cluster to cluster with probabilities; on a cluster under the pointer they show even when off</source>
        <translation>Kaskadenketten: von Cluster zu Cluster mit Wahrscheinlichkeiten; über einem Cluster unter dem Zeiger auch, wenn sie aus sind</translation>
    </message>
</context>
<context>
    <name>isobar::HeatmapFilters</name>
    <message>
        <source>Filters of the heatmap</source>
        <translation>Filter der Heatmap</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Venues</source>
        <translation>Venues</translation>
    </message>
    <message>
        <source>Distance at entry</source>
        <translation>Abstand beim Einstieg</translation>
    </message>
    <message>
        <source>Longs</source>
        <translation>Longs</translation>
    </message>
    <message>
        <source>Shorts</source>
        <translation>Shorts</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <comment>distance band, leverage</comment>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>In brackets the leverage that it would be at isolated margin.</source>
        <translation>In Klammern der Hebel, der es bei isolierter Margin wäre.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
</context>
<context>
    <name>isobar::HeatmapPanel</name>
    <message>
        <source>Saved %1 and copied the picture.</source>
        <translation>%1 gespeichert und das Bild kopiert.</translation>
    </message>
    <message>
        <source>Copied the picture of the heatmap.</source>
        <translation>Das Bild der Heatmap wurde kopiert.</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gespeichert.</translation>
    </message>
    <message>
        <source>Picture of the heatmap</source>
        <translation>Bild der Heatmap</translation>
    </message>
    <message>
        <source>Liquidation heatmap</source>
        <translation>Liquidations-Heatmap</translation>
    </message>
    <message>
        <source>Heatmap: the clusters as a table</source>
        <translation>Heatmap: die Cluster als Tabelle</translation>
    </message>
    <message>
        <source>Heatmap: filters</source>
        <translation>Heatmap: Filter</translation>
    </message>
    <message>
        <source>Heatmap: colour scale</source>
        <translation>Heatmap: Farbskala</translation>
    </message>
    <message>
        <source>The weights of %1 are learned anew, once a day of its liquidations was watched.</source>
        <translation>Die Gewichte von %1 werden neu gelernt, sobald seine Liquidationen einen Tag lang beobachtet wurden.</translation>
    </message>
</context>
<context>
    <name>isobar::HeatmapWidget</name>
    <message>
        <source>Heatmap: modelled levels on or off</source>
        <translation>Heatmap: modellierte Level ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: longs and shorts in two hues</source>
        <translation>Heatmap: Longs und Shorts in zwei Farbtönen</translation>
    </message>
    <message>
        <source>Heatmap: candles on or off</source>
        <translation>Heatmap: Kerzen ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: clusters on or off</source>
        <translation>Heatmap: Cluster ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: realised liquidations on or off</source>
        <translation>Heatmap: tatsächliche Liquidationen ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: what other maps draw (opens only)</source>
        <translation>Heatmap: was andere Karten zeichnen (nur Eröffnungen)</translation>
    </message>
    <message>
        <source>Heatmap: settlement times on or off</source>
        <translation>Heatmap: Abrechnungszeiten ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: liquidation map at the edge on or off</source>
        <translation>Heatmap: Liquidationskarte am Rand ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: strips below on or off</source>
        <translation>Heatmap: Streifen darunter ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: brightness by logarithm or by value</source>
        <translation>Heatmap: Helligkeit nach Logarithmus oder Wert</translation>
    </message>
    <message>
        <source>Heatmap: next colour ramp</source>
        <translation>Heatmap: nächste Farbreihe</translation>
    </message>
    <message>
        <source>Heatmap: keep the last price in the middle</source>
        <translation>Heatmap: den letzten Preis in der Mitte halten</translation>
    </message>
    <message>
        <source>Heatmap: back to live</source>
        <translation>Heatmap: zurück zu live</translation>
    </message>
    <message>
        <source>Heatmap: reset the view</source>
        <translation>Heatmap: Ansicht zurücksetzen</translation>
    </message>
    <message>
        <source>Heatmap: zoom back</source>
        <translation>Heatmap: zurückzoomen</translation>
    </message>
    <message>
        <source>Heatmap: zoom in</source>
        <translation>Heatmap: vergrößern</translation>
    </message>
    <message>
        <source>Heatmap: zoom out</source>
        <translation>Heatmap: verkleinern</translation>
    </message>
    <message>
        <source>Heatmap: clear ruler and price handle</source>
        <translation>Heatmap: Lineal und Preisgriff entfernen</translation>
    </message>
    <message>
        <source>Heatmap: to the past; Shift: ten steps</source>
        <translation>Heatmap: in die Vergangenheit; Umschalt: zehn Schritte</translation>
    </message>
    <message>
        <source>Heatmap: towards now; Shift: ten steps</source>
        <translation>Heatmap: zum Jetzt; Umschalt: zehn Schritte</translation>
    </message>
    <message>
        <source>Heatmap: to higher prices; Shift: ten steps</source>
        <translation>Heatmap: zu höheren Preisen; Umschalt: zehn Schritte</translation>
    </message>
    <message>
        <source>Heatmap: to lower prices; Shift: ten steps</source>
        <translation>Heatmap: zu tieferen Preisen; Umschalt: zehn Schritte</translation>
    </message>
    <message>
        <source>No asset chosen</source>
        <translation>Kein Asset gewählt</translation>
    </message>
    <message>
        <source>choose one in the header or the watchlist</source>
        <translation>im Kopf oder in der Watchlist eines wählen</translation>
    </message>
    <message>
        <source>Waiting for the liquidation map of %1</source>
        <translation>Warten auf die Liquidationskarte von %1</translation>
    </message>
    <message>
        <source>no venue has answered yet</source>
        <translation>noch hat kein Venue geantwortet</translation>
    </message>
    <message>
        <source>no venue is live: the Venues panel says why</source>
        <translation>kein Venue ist live: das Feld Venues sagt, warum</translation>
    </message>
    <message>
        <source>it is made from the price and open-interest history of the venues</source>
        <translation>sie entsteht aus der Preis- und Open-Interest-Historie der Venues</translation>
    </message>
    <message>
        <source>Liquidation heatmap</source>
        <translation>Liquidations-Heatmap</translation>
    </message>
    <message>
        <source>Heatmap: published positions (exact) on or off</source>
        <translation>Heatmap: veröffentlichte Positionen (exakt) ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: own positions on or off</source>
        <translation>Heatmap: eigene Positionen ein oder aus</translation>
    </message>
    <message>
        <source>Heatmap: cascade chains on or off</source>
        <translation>Heatmap: Kaskadenketten ein oder aus</translation>
    </message>
</context>
<context>
    <name>isobar::HistoryChart</name>
    <message>
        <source>neutral %1</source>
        <translation>neutral %1</translation>
    </message>
</context>
<context>
    <name>isobar::HistoryDesk</name>
    <message>
        <source>Export the track record of %1</source>
        <translation>Trefferbilanz von %1 exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) written to %1</source>
        <translation>
            <numerusform>%n Zeile nach %1 geschrieben</numerusform>
            <numerusform>%n Zeilen nach %1 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>The track record could not be written: %1</source>
        <translation>Die Trefferbilanz konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Recorded %1: %2</source>
        <comment>size, file</comment>
        <translation>Aufgezeichnet, %1: %2</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Recording could not begin: %1</source>
        <translation>Die Aufzeichnung konnte nicht beginnen: %1</translation>
    </message>
    <message>
        <source>There is no local history to replay yet.</source>
        <translation>Es gibt noch keine lokale Historie, die sich wiedergeben ließe.</translation>
    </message>
    <message>
        <source>The window of the local history was saved: %1</source>
        <translation>Der Zeitraum der lokalen Historie wurde gespeichert: %1</translation>
    </message>
    <message>
        <source>The map begins anew from the venues&apos; history.</source>
        <translation>Die Karte beginnt neu aus der Historie der Börsen.</translation>
    </message>
    <message>
        <source>The levels of the last run were saved by a newer version of Isobar and lie in %1 now.</source>
        <translation>Die Niveaus des letzten Laufs hat eine neuere Version von Isobar gespeichert; sie liegen jetzt in %1.</translation>
    </message>
    <message>
        <source>The levels of the last run were damaged and lie in %1 now.</source>
        <translation>Die Niveaus des letzten Laufs waren beschädigt und liegen jetzt in %1.</translation>
    </message>
    <message>
        <source>The levels of the last run cannot be read: %1.</source>
        <translation>Die Niveaus des letzten Laufs sind nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Isobar runs on, and stores again as soon as it can.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Isobar läuft weiter und speichert wieder, sobald es geht.</translation>
    </message>
    <message numerus="yes">
        <source>%1 is written again; %n record(s) were lost.</source>
        <translation>
            <numerusform>%1 wird wieder geschrieben; %n Eintrag ging verloren.</numerusform>
            <numerusform>%1 wird wieder geschrieben; %n Einträge gingen verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>The local history was damaged. It lies in %1 now, and a new one was begun.</source>
        <translation>Die lokale Historie war beschädigt. Sie liegt jetzt in %1, und eine neue wurde begonnen.</translation>
    </message>
    <message>
        <source>The local history is of a newer version of Isobar (schema %1): it stays as it is, and nothing is stored. Update Isobar, or choose another folder with --profile.</source>
        <translation>Die lokale Historie stammt von einer neueren Version von Isobar (Schema %1): Sie bleibt, wie sie ist, und nichts wird gespeichert. Aktualisieren Sie Isobar oder wählen Sie mit --profile einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>isobar::HistoryDialog</name>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Local history</source>
        <translation>Lokale Historie</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Grows by</source>
        <translation>Wächst um</translation>
    </message>
    <message>
        <source>&amp;Keep by age</source>
        <translation>&amp;Behalten nach Alter</translation>
    </message>
    <message>
        <source>Keep by &amp;size</source>
        <translation>Behalten nach &amp;Größe</translation>
    </message>
    <message>
        <source>Of what is beyond a limit the oldest is deleted. Ledgers of the track record stay.</source>
        <translation>Was über einer Grenze liegt, wird vom Ältesten her gelöscht. Die Protokolle der Treffsicherheit bleiben.</translation>
    </message>
    <message>
        <source>Nothing is stored</source>
        <translation>Nichts wird gespeichert</translation>
    </message>
    <message>
        <source>about %1 a day</source>
        <translation>etwa %1 am Tag</translation>
    </message>
    <message>
        <source>Not stored</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 that came too late, %2 that could not be written, since the start</source>
        <comment>rows</comment>
        <translation>%1, die zu spät kamen, %2, die sich nicht schreiben ließen, seit dem Start</translation>
    </message>
</context>
<context>
    <name>isobar::HistoryWindowDialog</name>
    <message>
        <source>Replay local history</source>
        <translation>Lokale Historie wiedergeben</translation>
    </message>
    <message>
        <source>All watched assets (%1)</source>
        <translation>Alle beobachteten Assets (%1)</translation>
    </message>
    <message>
        <source>&amp;Assets</source>
        <translation>&amp;Assets</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>&amp;From (%1)</source>
        <translation>&amp;Von (%1)</translation>
    </message>
    <message>
        <source>&amp;To (%1)</source>
        <translation>&amp;Bis (%1)</translation>
    </message>
    <message>
        <source>Played minute by minute, each with what was known at its end. Before %1, and while the program was off, only what venues keep is known: bars, open interest and settled funding.</source>
        <translation>Wird Minute für Minute abgespielt, jede mit dem, was an ihrem Ende bekannt war. Vor %1 und aus Zeiten, in denen das Programm nicht lief, ist nur bekannt, was die Börsen aufheben: Kerzen, Open Interest und abgerechnetes Funding.</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Wiedergeben</translation>
    </message>
    <message>
        <source>&amp;Save as recording…</source>
        <translation>Als Aufzeichnung &amp;speichern …</translation>
    </message>
    <message>
        <source>Save as recording</source>
        <translation>Als Aufzeichnung speichern</translation>
    </message>
    <message>
        <source>Recordings (*.journal);;All files (*)</source>
        <translation>Aufzeichnungen (*.journal);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>isobar::LegendBar</name>
    <message>
        <source>Hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 einblenden</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>+%1</source>
        <comment>further lines of the legend</comment>
        <translation>+%1</translation>
    </message>
</context>
<context>
    <name>isobar::LegendWidget</name>
    <message>
        <source>Colour scale of the levels</source>
        <translation>Farbskala der Level</translation>
    </message>
    <message>
        <source>%1
Drag the handles: less is not drawn, more is at full brightness. Double click: the asset&apos;s own scale.</source>
        <translation>%1
Griffe ziehen: weniger wird nicht gezeichnet, mehr ist voll hell. Doppelklick: eigene Skala des Assets.</translation>
    </message>
    <message>
        <source>Learn the weights of the levels now</source>
        <translation>Gewichte der Level jetzt lernen</translation>
    </message>
</context>
<context>
    <name>isobar::MainMenus</name>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Default layout</source>
        <translation>&amp;Standardlayout</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Asset</source>
        <translation>A&amp;sset</translation>
    </message>
    <message>
        <source>&amp;Search…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>Take %1 &amp;off the watchlist</source>
        <translation>%1 &amp;von der Watchlist nehmen</translation>
    </message>
    <message>
        <source>&amp;Watch %1</source>
        <translation>%1 &amp;beobachten</translation>
    </message>
    <message>
        <source>S&amp;ettings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>&amp;Direction colours</source>
        <translation>&amp;Richtungsfarben</translation>
    </message>
    <message>
        <source>Green up, red down</source>
        <translation>Grün steigend, Rot fallend</translation>
    </message>
    <message>
        <source>Red up, green down</source>
        <translation>Rot steigend, Grün fallend</translation>
    </message>
    <message>
        <source>Blue up, orange down</source>
        <translation>Blau steigend, Orange fallend</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Unit of rates</source>
        <translation>&amp;Einheit der Raten</translation>
    </message>
    <message>
        <source>T&amp;imes</source>
        <translation>&amp;Zeiten</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>&amp;Headline by open interest</source>
        <translation>&amp;Leitwert nach Open Interest</translation>
    </message>
    <message>
        <source>&amp;Close to the tray</source>
        <translation>In den &amp;Tray schließen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Isobar</source>
        <translation>Ü&amp;ber Isobar</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Save heatmap picture</source>
        <translation>Heatmap-Bild &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Copy heatmap picture</source>
        <translation>Heatmap-Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Save heatmap &amp;grid as CSV</source>
        <translation>Heatmap-&amp;Gitter als CSV speichern</translation>
    </message>
    <message>
        <source>Picture &amp;options…</source>
        <translation>Bild&amp;optionen …</translation>
    </message>
    <message>
        <source>Open &amp;recording…</source>
        <translation>Aufzeichnung ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;picture…</source>
        <translation>&amp;Bild öffnen…</translation>
    </message>
    <message>
        <source>Local &amp;history…</source>
        <translation>Lokale &amp;Historie …</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>Auf&amp;zeichnen</translation>
    </message>
    <message>
        <source>Replay local &amp;history…</source>
        <translation>Lokale &amp;Historie wiedergeben …</translation>
    </message>
    <message>
        <source>&amp;Alerts…</source>
        <translation>&amp;Meldungen…</translation>
    </message>
    <message>
        <source>Do &amp;not disturb</source>
        <translation>&amp;Nicht stören</translation>
    </message>
    <message>
        <source>This desktop has no tray: closing the window quits</source>
        <translation>Dieser Desktop hat keinen Tray: Schließen des Fensters beendet das Programm</translation>
    </message>
</context>
<context>
    <name>isobar::MainWindow</name>
    <message>
        <source>%1 %2 / 8h – Isobar</source>
        <comment>asset, funding rate</comment>
        <translation>%1 %2 / 8h – Isobar</translation>
    </message>
    <message>
        <source>%1 – Isobar</source>
        <comment>asset</comment>
        <translation>%1 – Isobar</translation>
    </message>
    <message>
        <source>About Isobar</source>
        <translation>Über Isobar</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Isobar %1&lt;/h3&gt;&lt;p&gt;Funding and liquidation terminal for crypto perpetual futures.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later; without any warranty.&lt;/p&gt;&lt;p&gt;It reads public data of the venues only: no keys, no account, no telemetry. What it shows is no advice.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Isobar %1&lt;/h3&gt;&lt;p&gt;Funding- und Liquidations-Terminal für Krypto-Perpetuals.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später; ohne jede Gewährleistung.&lt;/p&gt;&lt;p&gt;Es liest nur öffentliche Daten der Venues: keine Schlüssel, kein Konto, keine Telemetrie. Die Anzeige ist keine Anlageberatung.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Pictures (*.png);;All files (*)</source>
        <translation>Bilder (*.png);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>isobar::MatrixPanel</name>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren…</translation>
    </message>
    <message>
        <source>Waiting for the lists of contracts</source>
        <translation>Warten auf die Kontraktlisten</translation>
    </message>
    <message>
        <source>The venues are being connected.</source>
        <translation>Die Börsen werden verbunden.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 assets with rates, %n venue(s)</source>
        <translation>
            <numerusform>%1 von %2 Assets mit Sätzen, %n Börse</numerusform>
            <numerusform>%1 von %2 Assets mit Sätzen, %n Börsen</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the funding matrix</source>
        <translation>Funding-Matrix exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The file could not be written: %1. Choose another folder.</source>
        <translation>Die Datei ließ sich nicht schreiben: %1. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Filter assets</source>
        <translation>Assets filtern</translation>
    </message>
    <message>
        <source>Filter of the funding matrix</source>
        <translation>Filter der Funding-Matrix</translation>
    </message>
    <message>
        <source>Filter the matrix</source>
        <translation>Matrix filtern</translation>
    </message>
    <message>
        <source>Unit of the rates</source>
        <translation>Einheit der Sätze</translation>
    </message>
    <message>
        <source>Order of the assets; a click on a venue&apos;s name sorts by its rates</source>
        <translation>Reihenfolge der Assets; ein Klick auf den Namen einer Börse ordnet nach ihren Sätzen</translation>
    </message>
    <message>
        <source>Order of the assets</source>
        <translation>Reihenfolge der Assets</translation>
    </message>
    <message>
        <source>By one venue</source>
        <translation>Nach einer Börse</translation>
    </message>
    <message>
        <source>Copy, export</source>
        <translation>Kopieren, exportieren</translation>
    </message>
    <message>
        <source>Matrix menu</source>
        <translation>Menü der Matrix</translation>
    </message>
    <message>
        <source>Funding matrix: rates of all assets on all venues</source>
        <translation>Funding-Matrix: Sätze aller Assets an allen Börsen</translation>
    </message>
    <message>
        <source>Assets of the funding matrix</source>
        <translation>Assets der Funding-Matrix</translation>
    </message>
    <message>
        <source>By open interest</source>
        <translation>Nach Open Interest</translation>
    </message>
    <message>
        <source>By turnover</source>
        <translation>Nach Umsatz</translation>
    </message>
    <message>
        <source>Most extreme</source>
        <translation>Das extremste zuerst</translation>
    </message>
    <message>
        <source>Widest spread</source>
        <translation>Die weiteste Spanne</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
</context>
<context>
    <name>isobar::MuteUntilDialog</name>
    <message>
        <source>Mute until</source>
        <translation>Stumm bis</translation>
    </message>
    <message>
        <source>All assets</source>
        <translation>Alle Werte</translation>
    </message>
    <message>
        <source>Alerts of</source>
        <translation>Meldungen zu</translation>
    </message>
    <message>
        <source>Muted until (local time)</source>
        <translation>Stumm bis (Ortszeit)</translation>
    </message>
</context>
<context>
    <name>isobar::PopupNotifier</name>
    <message>
        <source>Isobar: test</source>
        <translation>Isobar: Test</translation>
    </message>
    <message>
        <source>Pop-ups of events look like this one.</source>
        <translation>So sehen Pop-ups von Ereignissen aus.</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n event(s))</source>
        <translation>
            <numerusform>%1 (%n Ereignis)</numerusform>
            <numerusform>%1 (%n Ereignisse)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more event(s) within the hour</source>
        <translation>
            <numerusform>%n weiteres Ereignis innerhalb der Stunde</numerusform>
            <numerusform>%n weitere Ereignisse innerhalb der Stunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Back again: %n event(s)</source>
        <translation>
            <numerusform>Wieder da: %n Ereignis</numerusform>
            <numerusform>Wieder da: %n Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While it was quiet: %n event(s)</source>
        <translation>
            <numerusform>Während der Ruhe: %n Ereignis</numerusform>
            <numerusform>Während der Ruhe: %n Ereignisse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::PositionForm</name>
    <message>
        <source>Long</source>
        <comment>side of a position</comment>
        <translation>Long</translation>
    </message>
    <message>
        <source>Short</source>
        <comment>side of a position</comment>
        <translation>Short</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Einstieg</translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation>Hebel</translation>
    </message>
    <message>
        <source>Added margin $</source>
        <translation>Zusatzmargin $</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Eröffnet</translation>
    </message>
    <message>
        <source>Warn within %</source>
        <translation>Warnen ab %</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Kontrakt</translation>
    </message>
    <message>
        <source>Unit of the size</source>
        <translation>Einheit der Größe</translation>
    </message>
    <message>
        <source>Entry price</source>
        <translation>Einstiegspreis</translation>
    </message>
    <message>
        <source>Entry price in USD per coin; empty: the mark</source>
        <translation>Einstiegspreis in USD je Coin; leer: der Mark-Preis</translation>
    </message>
    <message>
        <source>Margin added beyond what the leverage asks for, in USD</source>
        <translation>Margin über das hinaus, was der Hebel verlangt, in USD</translation>
    </message>
    <message>
        <source>When it was opened</source>
        <translation>Wann sie eröffnet wurde</translation>
    </message>
    <message>
        <source>When it was opened, as 2026-01-31 14:03 or 14:03: funding settled since then is counted. Empty: now, once it is kept</source>
        <translation>Wann sie eröffnet wurde, als 2026-01-31 14:03 oder 14:03: seither abgerechnetes Funding wird gezählt. Leer: jetzt, sobald sie behalten wird</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Warn when the liquidation price is within so many per cent of the price</source>
        <translation>Warnen, wenn der Liquidationspreis so viele Prozent vom Preis entfernt ist</translation>
    </message>
    <message>
        <source>; empty: never</source>
        <translation>; leer: nie</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Empties the fields; what is kept stays</source>
        <translation>Leert die Felder; was behalten ist, bleibt</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Keeps the position on this machine: its lines stand on the heatmap, and a warning comes before its liquidation. Until then it is a calculation</source>
        <translation>Behält die Position auf diesem Rechner: Ihre Linien stehen auf der Heatmap, und vor ihrer Liquidation kommt eine Warnung. Bis dahin ist sie eine Rechnung</translation>
    </message>
    <message>
        <source>mark</source>
        <comment>placeholder of the entry price</comment>
        <translation>Mark</translation>
    </message>
    <message>
        <source> inverse</source>
        <comment>after a contract</comment>
        <translation> invers</translation>
    </message>
</context>
<context>
    <name>isobar::PositionModel</name>
    <message>
        <source>%1 (not kept)</source>
        <comment>the calculator&apos;s position</comment>
        <translation>%1 (nicht behalten)</translation>
    </message>
    <message>
        <source> inverse</source>
        <comment>after a contract</comment>
        <translation> invers</translation>
    </message>
    <message>
        <source>%1 passed</source>
        <comment>liquidation price</comment>
        <translation>%1 überschritten</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Kontrakt</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Einstieg</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>Profit</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>Liquidation</source>
        <translation>Liquidation</translation>
    </message>
    <message>
        <source>Away</source>
        <comment>column: distance to the liquidation price</comment>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>σ of a day</source>
        <translation>σ eines Tages</translation>
    </message>
    <message>
        <source>24h touch</source>
        <comment>column: probability that the liquidation price is reached</comment>
        <translation>24h-Berührung</translation>
    </message>
    <message>
        <source>Funding next</source>
        <translation>Nächstes Funding</translation>
    </message>
    <message>
        <source>A day</source>
        <comment>column: funding a day</comment>
        <translation>Pro Tag</translation>
    </message>
    <message>
        <source>of margin</source>
        <comment>column: funding a day as a share of the margin</comment>
        <translation>der Margin</translation>
    </message>
    <message>
        <source>Settled</source>
        <comment>column: funding settled since the position was opened</comment>
        <translation>Abgerechnet</translation>
    </message>
    <message>
        <source>Margin left</source>
        <translation>Restmargin</translation>
    </message>
    <message>
        <source>Warn at</source>
        <comment>column: distance to the liquidation price at which a warning comes</comment>
        <translation>Warnen ab</translation>
    </message>
</context>
<context>
    <name>isobar::PositionWords</name>
    <message>
        <source>none</source>
        <comment>liquidation price: the position cannot be liquidated</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>continuous</source>
        <comment>funding accrues without settlements</comment>
        <translation>laufend</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>money, countdown</comment>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>%1 settling</source>
        <comment>money; the settlement is under way</comment>
        <translation>%1 wird abgerechnet</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <comment>money, date: what was paid before is not known</comment>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>Choose the contract.</source>
        <translation>Wählen Sie den Kontrakt.</translation>
    </message>
    <message>
        <source>Enter the size: a number above 0, like 0.5 or 12k.</source>
        <translation>Geben Sie die Größe ein: eine Zahl über 0, etwa 0.5 oder 12k.</translation>
    </message>
    <message>
        <source>Enter the entry price: a number above 0.</source>
        <translation>Geben Sie den Einstiegspreis ein: eine Zahl über 0.</translation>
    </message>
    <message>
        <source>Enter a leverage from 1 to %1.</source>
        <translation>Geben Sie einen Hebel von 1 bis %1 ein.</translation>
    </message>
    <message>
        <source>Enter when it was opened as 2026-01-31 14:03 or 14:03, not after now.</source>
        <translation>Geben Sie die Eröffnung als 2026-01-31 14:03 oder 14:03 ein, nicht nach jetzt.</translation>
    </message>
    <message>
        <source>Enter the distance of the warning as a number of per cent between 0 and 100, or nothing.</source>
        <translation>Geben Sie den Abstand der Warnung in Prozent zwischen 0 und 100 ein, oder nichts.</translation>
    </message>
    <message>
        <source>%1 allows %2x at most for this size.</source>
        <translation>%1 erlaubt für diese Größe höchstens %2x.</translation>
    </message>
    <message>
        <source>The entry is far from the mark of %1: is a digit missing?</source>
        <translation>Der Einstieg liegt weit vom Mark-Preis %1: Fehlt eine Ziffer?</translation>
    </message>
    <message>
        <source>The mark of %1 is beyond its liquidation price: it would be liquidated already.</source>
        <translation>Der Mark-Preis %1 liegt jenseits des Liquidationspreises: Sie wäre schon liquidiert.</translation>
    </message>
    <message>
        <source>its contract is not there: the venue is off, not connected, or does not list it</source>
        <translation>ihr Kontrakt ist nicht da: Die Venue ist aus, nicht verbunden oder führt ihn nicht</translation>
    </message>
    <message>
        <source>inverse contract: margin and profit are coins, told at the mark</source>
        <translation>inverser Kontrakt: Margin und Gewinn sind Coins, angegeben zum Mark-Preis</translation>
    </message>
    <message>
        <source>entry %1, mark %2</source>
        <translation>Einstieg %1, Mark %2</translation>
    </message>
    <message>
        <source>profit %1 (%2 of the margin), margin left %3</source>
        <translation>Gewinn %1 (%2 der Margin), Restmargin %3</translation>
    </message>
    <message>
        <source>liquidation price %1, %2 away, %3 of a day</source>
        <translation>Liquidationspreis %1, Abstand %2, %3 eines Tages</translation>
    </message>
    <message>
        <source>maintenance margin %1, as published</source>
        <translation>Maintenance-Margin %1, wie veröffentlicht</translation>
    </message>
    <message>
        <source>maintenance margin %1, assumed: the venue publishes no tiers</source>
        <translation>Maintenance-Margin %1, angenommen: Die Venue veröffentlicht keine Stufen</translation>
    </message>
    <message>
        <source>reached within 24 h: modelled %1</source>
        <translation>innerhalb von 24 h erreicht: modelliert %1</translation>
    </message>
    <message>
        <source>funding next: %1</source>
        <translation>nächstes Funding: %1</translation>
    </message>
    <message>
        <source>a day at this rate: %1, %2 of the margin</source>
        <translation>pro Tag bei dieser Rate: %1, %2 der Margin</translation>
    </message>
    <message>
        <source>funding settled so far: %1, at hourly prices</source>
        <translation>bisher abgerechnetes Funding: %1, zu Stundenpreisen</translation>
    </message>
    <message>
        <source>warning at a mark of %1</source>
        <translation>Warnung bei einem Mark-Preis von %1</translation>
    </message>
    <message>
        <source>%1 at %2: within %3 of its liquidation price %4</source>
        <translation>%1 bei %2: bis auf %3 am Liquidationspreis %4</translation>
    </message>
</context>
<context>
    <name>isobar::PositionsPanel</name>
    <message>
        <source>Kept: %1</source>
        <translation>Behalten: %1</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>Geändert: %1</translation>
    </message>
    <message>
        <source>Removed: %1. Ctrl+Z in the table brings it back.</source>
        <translation>Entfernt: %1. Strg+Z in der Tabelle holt sie zurück.</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>No position kept</source>
        <translation>Keine Position behalten</translation>
    </message>
    <message>
        <source>type a size: the numbers stand here at once; Keep puts its lines on the heatmap. Nothing leaves this machine</source>
        <translation>geben Sie eine Größe ein: Die Zahlen stehen sofort hier; Behalten setzt ihre Linien auf die Heatmap. Nichts verlässt diesen Rechner</translation>
    </message>
    <message>
        <source>Positions: change the chosen one</source>
        <translation>Positionen: gewählte ändern</translation>
    </message>
    <message>
        <source>Positions: remove the chosen one</source>
        <translation>Positionen: gewählte entfernen</translation>
    </message>
    <message>
        <source>Positions: show its liquidation price on the heatmap</source>
        <translation>Positionen: Liquidationspreis auf der Heatmap zeigen</translation>
    </message>
    <message>
        <source>Positions: copy as a table (TSV)</source>
        <translation>Positionen: als Tabelle kopieren (TSV)</translation>
    </message>
    <message>
        <source>Positions: undo</source>
        <translation>Positionen: rückgängig</translation>
    </message>
    <message>
        <source>Positions: redo</source>
        <translation>Positionen: wiederholen</translation>
    </message>
</context>
<context>
    <name>isobar::ProxyDialog</name>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>All venues</source>
        <translation>Alle Börsen</translation>
    </message>
    <message>
        <source>Addresses of this computer never go through a proxy. Names and passwords of proxies are not kept.</source>
        <translation>Adressen dieses Rechners laufen nie über einen Proxy. Namen und Passwörter von Proxys werden nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>isobar::ProxyFields</name>
    <message>
        <source>As all venues</source>
        <translation>Wie alle Börsen</translation>
    </message>
    <message>
        <source>As the system is set</source>
        <translation>Wie im System eingestellt</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>Kein Proxy</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>HTTP-Proxy</translation>
    </message>
    <message>
        <source>SOCKS5 proxy</source>
        <translation>SOCKS5-Proxy</translation>
    </message>
    <message>
        <source>Way to the venue</source>
        <translation>Weg zur Börse</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Host of the proxy</source>
        <translation>Rechner des Proxys</translation>
    </message>
    <message>
        <source>Port of the proxy</source>
        <translation>Port des Proxys</translation>
    </message>
</context>
<context>
    <name>isobar::QuietGroup</name>
    <message>
        <source>Quiet</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>Every day from</source>
        <translation>Jeden Tag von</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from 22:00 to 07:00</comment>
        <translation>bis</translation>
    </message>
    <message>
        <source>While another program fills the screen</source>
        <translation>Solange ein anderes Programm den Bildschirm füllt</translation>
    </message>
    <message>
        <source>P1 comes through both</source>
        <translation>P1 kommt bei beidem durch</translation>
    </message>
    <message>
        <source>What was kept back comes as one digest afterwards. Nothing is ever lost: the list has it.</source>
        <translation>Was zurückgehalten wurde, kommt danach als eine Zusammenfassung. Verloren geht nichts: es steht in der Liste.</translation>
    </message>
    <message>
        <source>Webhooks keep quiet too</source>
        <translation>Auch Webhooks schweigen</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stummgeschaltet</translation>
    </message>
    <message>
        <source>Mute until…</source>
        <translation>Stumm bis…</translation>
    </message>
    <message>
        <source>Unmute all</source>
        <translation>Alles wieder melden</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Töne</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Test sound</source>
        <translation>Ton testen</translation>
    </message>
    <message>
        <source>Test pop-up</source>
        <translation>Hinweis testen</translation>
    </message>
    <message>
        <source>P%1, of no side</source>
        <translation>P%1, ohne Seite</translation>
    </message>
    <message>
        <source>P%1, longs</source>
        <translation>P%1, Longs</translation>
    </message>
    <message>
        <source>P%1, shorts</source>
        <translation>P%1, Shorts</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Do not disturb is on: no pop-ups and no sounds.</source>
        <translation>„Nicht stören“ ist an: keine Hinweise und keine Töne.</translation>
    </message>
    <message>
        <source>Everything until %1</source>
        <translation>Alles bis %1</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <comment>asset, time</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Nothing is muted.</source>
        <translation>Nichts ist stummgeschaltet.</translation>
    </message>
</context>
<context>
    <name>isobar::RecordModel</name>
    <message>
        <source>How much better than the best null; in brackets the 90% interval from resampled blocks of 48 h</source>
        <translation>Wie viel besser als die beste Nullhypothese; in Klammern das 90-%-Intervall aus neu gezogenen Blöcken von 48 h</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Was gesagt wurde</translation>
    </message>
    <message>
        <source>n</source>
        <comment>number of cases</comment>
        <translation>n</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Best null</source>
        <translation>Beste Nullhypothese</translation>
    </message>
    <message>
        <source>Skill (90%)</source>
        <translation>Können (90 %)</translation>
    </message>
    <message>
        <source>Over other maps (90%)</source>
        <translation>Über anderen Karten (90 %)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiteres</translation>
    </message>
</context>
<context>
    <name>isobar::RecordWords</name>
    <message>
        <source>not enough cases</source>
        <translation>zu wenige Fälle</translation>
    </message>
    <message>
        <source>%1 (under 10 days: no interval)</source>
        <comment>skill</comment>
        <translation>%1 (unter 10 Tagen: kein Intervall)</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <comment>skill, its 90 % interval</comment>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>rate of each distance</source>
        <translation>Häufigkeit je Abstand</translation>
    </message>
    <message>
        <source>rate of all</source>
        <translation>Häufigkeit insgesamt</translation>
    </message>
    <message>
        <source>size of the move</source>
        <translation>Größe der Bewegung</translation>
    </message>
    <message>
        <source>freshness</source>
        <translation>Frische</translation>
    </message>
    <message>
        <source>naive leverage tiers</source>
        <translation>naive Hebelstufen</translation>
    </message>
    <message>
        <source>what other maps draw</source>
        <translation>was andere Karten zeichnen</translation>
    </message>
    <message>
        <source>levels alone</source>
        <translation>Level allein</translation>
    </message>
    <message>
        <source>levels and way</source>
        <translation>Level und Weg</translation>
    </message>
    <message>
        <source>Extreme funding</source>
        <translation>Extremes Funding</translation>
    </message>
    <message>
        <source>Funding flip</source>
        <translation>Funding-Wechsel</translation>
    </message>
    <message>
        <source>Squeeze forming</source>
        <translation>Squeeze bildet sich</translation>
    </message>
    <message>
        <source>Structural squeeze</source>
        <translation>Struktureller Squeeze</translation>
    </message>
    <message>
        <source>Cluster armed</source>
        <translation>Cluster scharf</translation>
    </message>
    <message>
        <source>Liquidation cascade</source>
        <translation>Liquidationskaskade</translation>
    </message>
    <message>
        <source>Funding tilt of chains: κ %1 (90%: %2 to %3), %4 cases</source>
        <comment>weight, interval, cases</comment>
        <translation>Funding-Neigung der Ketten: κ %1 (90 %: %2 bis %3), %4 Fälle</translation>
    </message>
    <message>
        <source>%1: no measured effect yet</source>
        <translation>%1: noch keine gemessene Wirkung</translation>
    </message>
    <message>
        <source>No skill: touch probabilities were worse than the %1 (%2). They are greyed, and clusters of this asset raise no pop-up.</source>
        <translation>Kein Können: Die Berührungswahrscheinlichkeiten waren schlechter als „%1“ (%2). Sie sind ausgegraut, und Cluster dieses Werts öffnen kein Pop-up.</translation>
    </message>
    <message>
        <source>No skill: expected liquidations were worse than the null &quot;%1&quot; (%2). Probabilities are greyed, and clusters of this asset raise no pop-up.</source>
        <translation>Kein Können: Die erwarteten Liquidationen waren schlechter als die Nullhypothese „%1“ (%2). Wahrscheinlichkeiten sind ausgegraut, und Cluster dieses Werts öffnen kein Pop-up.</translation>
    </message>
    <message>
        <source>Touch probabilities, every 4 h at six distances</source>
        <translation>Berührungswahrscheinlichkeiten, alle 4 h für sechs Abstände</translation>
    </message>
    <message>
        <source>Touched within 4 h</source>
        <translation>In 4 h berührt</translation>
    </message>
    <message>
        <source>Touched within 24 h</source>
        <translation>In 24 h berührt</translation>
    </message>
    <message>
        <source>Brier %1</source>
        <translation>Brier %1</translation>
    </message>
    <message>
        <source>calibration error %1, log score %2</source>
        <translation>Kalibrierungsfehler %1, Log-Wertung %2</translation>
    </message>
    <message>
        <source>Expected liquidations of an hour, given the way that the price took</source>
        <translation>Erwartete Liquidationen einer Stunde, bei dem Weg, den der Preis nahm</translation>
    </message>
    <message>
        <source>Ours: %1</source>
        <translation>Unsere: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) written down; the nulls are fitted on the first 48</source>
        <translation>
            <numerusform>%n Stunde aufgeschrieben; die Nullhypothesen werden an den ersten 48 angepasst</numerusform>
            <numerusform>%n Stunden aufgeschrieben; die Nullhypothesen werden an den ersten 48 angepasst</numerusform>
        </translation>
    </message>
    <message>
        <source>What other maps draw</source>
        <translation>Was andere Karten zeichnen</translation>
    </message>
    <message>
        <source>Null: %1</source>
        <translation>Null: %1</translation>
    </message>
    <message>
        <source>rank %1</source>
        <comment>partial rank correlation</comment>
        <translation>Rang %1</translation>
    </message>
    <message>
        <source>CRPS %1; 50%: %2, 80%: %3</source>
        <comment>what the 50 and 80 % intervals covered</comment>
        <translation>CRPS %1; 50 %: %2, 80 %: %3</translation>
    </message>
    <message>
        <source>; printed / expected %1</source>
        <translation>; gemeldet / erwartet %1</translation>
    </message>
    <message numerus="yes">
        <source>; %n hour(s) with full feeds</source>
        <translation>
            <numerusform>; %n Stunde mit vollen Feeds</numerusform>
            <numerusform>; %n Stunden mit vollen Feeds</numerusform>
        </translation>
    </message>
    <message>
        <source>Partial rank correlation of expected and printed, given the move, the past day and the open interest; CRPS of the predictive in units of ln.</source>
        <translation>Partielle Rangkorrelation von Erwartetem und Gemeldetem bei gegebener Bewegung, vorigem Tag und Open Interest; CRPS der Vorhersage in Einheiten von ln.</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Reached within 24 h of the first sight</source>
        <translation>In 24 h nach der ersten Sichtung erreicht</translation>
    </message>
    <message>
        <source>%1 seen, %2 touched, %3 gone untouched</source>
        <translation>%1 gesehen, %2 berührt, %3 unberührt verschwunden</translation>
    </message>
    <message>
        <source>Brighter ones print more</source>
        <translation>Hellere melden mehr</translation>
    </message>
    <message>
        <source>Rank correlation of expected and printed liquidations within bands of 0.5 % distance.</source>
        <translation>Rangkorrelation der erwarteten und gemeldeten Liquidationen in Bändern von 0,5 % Abstand.</translation>
    </message>
    <message>
        <source>Cascade chains</source>
        <translation>Kaskadenketten</translation>
    </message>
    <message>
        <source>Nodes reached in time</source>
        <translation>Rechtzeitig erreichte Knoten</translation>
    </message>
    <message>
        <source>with the tilt %1</source>
        <translation>mit der Neigung %1</translation>
    </message>
    <message>
        <source>%1 of %2 reached in a hot hour (usual: 5%)</source>
        <translation>%1 von %2 in einer heißen Stunde erreicht (üblich: 5 %)</translation>
    </message>
    <message>
        <source>Events: moved 3% against their side within 24 h</source>
        <translation>Ereignisse: in 24 h 3 % gegen ihre Seite bewegt</translation>
    </message>
    <message>
        <source>None is a day old yet</source>
        <translation>Noch keines ist einen Tag alt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>k of n</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of all days</source>
        <translation>%1 aller Tage</translation>
    </message>
    <message>
        <source>reached within 4 h: %1 of %2</source>
        <translation>in 4 h erreicht: %1 von %2</translation>
    </message>
    <message>
        <source>aftermath apart: %1 of %2</source>
        <translation>Nachspiel getrennt: %1 von %2</translation>
    </message>
</context>
<context>
    <name>isobar::ReliabilityChart</name>
    <message>
        <source>Reliability of touch probabilities</source>
        <translation>Verlässlichkeit der Berührungswahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>said</source>
        <comment>axis of the reliability diagram</comment>
        <translation>gesagt</translation>
    </message>
    <message>
        <source>came</source>
        <comment>axis of the reliability diagram</comment>
        <translation>eingetreten</translation>
    </message>
    <message>
        <source>said %1, came %2 of %3 times (%4)</source>
        <comment>mean probability, share that came, cases, number that came</comment>
        <translation>gesagt %1, eingetreten %2 von %3 Malen (%4)</translation>
    </message>
</context>
<context>
    <name>isobar::ReplayBar</name>
    <message>
        <source>REPLAY of a DEMO</source>
        <translation>REPLAY einer DEMO</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>REPLAY</translation>
    </message>
    <message>
        <source>Replay: pause</source>
        <translation>Wiedergabe: anhalten</translation>
    </message>
    <message>
        <source>Replay: play</source>
        <translation>Wiedergabe: abspielen</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>reaches %1</source>
        <comment>a speed</comment>
        <translation>schafft %1</translation>
    </message>
    <message>
        <source>on its way: %1</source>
        <comment>share</comment>
        <translation>unterwegs: %1</translation>
    </message>
    <message>
        <source>%1: a journal; it gives the events of the recorded run exactly</source>
        <comment>file</comment>
        <translation>%1: ein Journal; es gibt die Ereignisse des aufgezeichneten Laufs genau wieder</translation>
    </message>
    <message>
        <source>%1: a recording of raw frames, read by the decoders of this version</source>
        <comment>file</comment>
        <translation>%1: eine Aufzeichnung der Rohdaten, gelesen von den Decodern dieser Version</translation>
    </message>
    <message>
        <source>The file is not whole: %1</source>
        <translation>Die Datei ist nicht vollständig: %1</translation>
    </message>
    <message numerus="yes">
        <source>Back to live (%n new event(s))</source>
        <translation>
            <numerusform>Zurück zu live (%n neues Ereignis)</numerusform>
            <numerusform>Zurück zu live (%n neue Ereignisse)</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu live</translation>
    </message>
    <message>
        <source>Replay: to the beginning</source>
        <translation>Wiedergabe: zum Anfang</translation>
    </message>
    <message>
        <source>To the beginning (Ctrl+Home)</source>
        <translation>Zum Anfang (Strg+Pos1)</translation>
    </message>
    <message>
        <source>Replay: one second on</source>
        <translation>Wiedergabe: eine Sekunde weiter</translation>
    </message>
    <message>
        <source>One second on, then stand still (full stop)</source>
        <translation>Eine Sekunde weiter, dann stillstehen (Punkt)</translation>
    </message>
    <message>
        <source>Replay: to the end</source>
        <translation>Wiedergabe: zum Ende</translation>
    </message>
    <message>
        <source>To the end (Ctrl+End)</source>
        <translation>Zum Ende (Strg+Ende)</translation>
    </message>
    <message>
        <source>Replay: back to live</source>
        <translation>Wiedergabe: zurück zu live</translation>
    </message>
    <message>
        <source>How many recorded seconds a second</source>
        <translation>Aufgezeichnete Sekunden je Sekunde</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Tempo der Wiedergabe</translation>
    </message>
    <message>
        <source>Moment of the replay</source>
        <translation>Zeitpunkt der Wiedergabe</translation>
    </message>
    <message>
        <source>Go to a moment of the recording</source>
        <translation>Zu einem Zeitpunkt der Aufzeichnung gehen</translation>
    </message>
    <message>
        <source>Recorded time</source>
        <translation>Aufgezeichnete Zeit</translation>
    </message>
    <message>
        <source>Leave the replay; live went on meanwhile (Ctrl+L)</source>
        <translation>Die Wiedergabe verlassen; live lief inzwischen weiter (Strg+L)</translation>
    </message>
</context>
<context>
    <name>isobar::RuleEditor</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>every watched one; or BTC, ETH</source>
        <translation>alle beobachteten; oder BTC, ETH</translation>
    </message>
    <message>
        <source>When all of these hold</source>
        <translation>Wenn all das zutrifft</translation>
    </message>
    <message>
        <source>When any of these holds</source>
        <translation>Wenn etwas davon zutrifft</translation>
    </message>
    <message>
        <source>Add condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Then alert</source>
        <translation>Dann melden</translation>
    </message>
    <message>
        <source>with P%1</source>
        <translation>mit P%1</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>if so for </source>
        <comment>if so for 5 min</comment>
        <translation>wenn so für </translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>again after </source>
        <comment>again after 15 min</comment>
        <translation>erneut nach </translation>
    </message>
    <message>
        <source>again at once</source>
        <translation>sofort erneut</translation>
    </message>
</context>
<context>
    <name>isobar::RuleWords</name>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Price above</source>
        <translation>Preis über</translation>
    </message>
    <message>
        <source>Price below</source>
        <translation>Preis unter</translation>
    </message>
    <message>
        <source>Price moved by</source>
        <translation>Preis bewegt um</translation>
    </message>
    <message>
        <source>Premium above</source>
        <translation>Prämie über</translation>
    </message>
    <message>
        <source>Premium below</source>
        <translation>Prämie unter</translation>
    </message>
    <message>
        <source>Funding above</source>
        <translation>Funding über</translation>
    </message>
    <message>
        <source>Funding below</source>
        <translation>Funding unter</translation>
    </message>
    <message>
        <source>Before settlement, if funding above</source>
        <translation>Vor Abrechnung, wenn Funding über</translation>
    </message>
    <message>
        <source>Funding spread of the venues above</source>
        <translation>Funding-Abstand der Börsen über</translation>
    </message>
    <message>
        <source>Open interest changed by</source>
        <translation>Open Interest verändert um</translation>
    </message>
    <message>
        <source>Liquidations above</source>
        <translation>Liquidationen über</translation>
    </message>
    <message>
        <source>Price nearer to a cluster than</source>
        <translation>Preis näher an einem Cluster als</translation>
    </message>
    <message>
        <source>Feed lost</source>
        <translation>Feed verloren</translation>
    </message>
    <message>
        <source>the price</source>
        <translation>der Preis</translation>
    </message>
    <message>
        <source>the price on %1</source>
        <translation>der Preis auf %1</translation>
    </message>
    <message>
        <source>is above %1</source>
        <translation>über %1 liegt</translation>
    </message>
    <message>
        <source>is below %1</source>
        <translation>unter %1 liegt</translation>
    </message>
    <message>
        <source>has moved by %1 or more within %2</source>
        <translation>sich binnen %2 um %1 oder mehr bewegt hat</translation>
    </message>
    <message>
        <source>the premium</source>
        <translation>die Prämie</translation>
    </message>
    <message>
        <source>the premium on %1</source>
        <translation>die Prämie auf %1</translation>
    </message>
    <message>
        <source>the aggregate funding</source>
        <translation>das aggregierte Funding</translation>
    </message>
    <message>
        <source>funding on %1</source>
        <translation>das Funding auf %1</translation>
    </message>
    <message>
        <source>is above %1 per 8 h</source>
        <translation>über %1 je 8 h liegt</translation>
    </message>
    <message>
        <source>is below %1 per 8 h</source>
        <translation>unter %1 je 8 h liegt</translation>
    </message>
    <message>
        <source>a settlement</source>
        <translation>eine Abrechnung</translation>
    </message>
    <message>
        <source>a settlement on %1</source>
        <translation>eine Abrechnung auf %1</translation>
    </message>
    <message>
        <source>is due within %1 at %2 per 8 h or more, whoever pays</source>
        <translation>binnen %1 zu %2 je 8 h oder mehr fällig ist, gleich wer zahlt</translation>
    </message>
    <message>
        <source>the funding spread between the venues is above %1 per 8 h</source>
        <translation>der Funding-Abstand der Börsen über %1 je 8 h liegt</translation>
    </message>
    <message>
        <source>open interest has changed by %1 or more within %2</source>
        <translation>sich das Open Interest binnen %2 um %1 oder mehr verändert hat</translation>
    </message>
    <message>
        <source>observed liquidations within %1 reach %2</source>
        <translation>beobachtete Liquidationen binnen %1 %2 erreichen</translation>
    </message>
    <message>
        <source>observed liquidations of longs within %1 reach %2</source>
        <translation>beobachtete Liquidationen von Longs binnen %1 %2 erreichen</translation>
    </message>
    <message>
        <source>observed liquidations of shorts within %1 reach %2</source>
        <translation>beobachtete Liquidationen von Shorts binnen %1 %2 erreichen</translation>
    </message>
    <message>
        <source>a loaded cluster</source>
        <translation>einem geladenen Cluster</translation>
    </message>
    <message>
        <source>a loaded cluster of longs</source>
        <translation>einem geladenen Cluster von Longs</translation>
    </message>
    <message>
        <source>a loaded cluster of shorts</source>
        <translation>einem geladenen Cluster von Shorts</translation>
    </message>
    <message>
        <source>the price is within %1 of %2</source>
        <translation>der Preis höchstens %1 von %2 entfernt ist</translation>
    </message>
    <message>
        <source>the price is in %1</source>
        <translation>der Preis in %1 steht</translation>
    </message>
    <message>
        <source>the feed of a venue is lost</source>
        <translation>der Feed einer Börse verloren ist</translation>
    </message>
    <message>
        <source>the feed of %1 is lost</source>
        <translation>der Feed von %1 verloren ist</translation>
    </message>
    <message>
        <source>This rule has no condition yet.</source>
        <translation>Diese Regel hat noch keine Bedingung.</translation>
    </message>
    <message>
        <source> and </source>
        <comment>joins conditions</comment>
        <translation> und </translation>
    </message>
    <message>
        <source> or </source>
        <comment>joins conditions</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source>any watched asset</source>
        <translation>einen beobachteten Wert</translation>
    </message>
    <message>
        <source>When, for %1, %2, and that for %3: alert with %4.</source>
        <comment>assets, conditions, duration, priority</comment>
        <translation>Wenn für %1 %2, und das %3 lang: mit %4 melden.</translation>
    </message>
    <message>
        <source>When, for %1, %2: alert with %3.</source>
        <comment>assets, conditions, priority</comment>
        <translation>Wenn für %1 %2: mit %3 melden.</translation>
    </message>
    <message>
        <source>None of its assets is watched, so nothing is known of them.</source>
        <translation>Keiner ihrer Werte wird beobachtet, also ist nichts über sie bekannt.</translation>
    </message>
    <message>
        <source>What it would have done cannot be told: nothing is kept of the past of “%1”.</source>
        <translation>Was sie getan hätte, lässt sich nicht sagen: von der Vergangenheit von „%1“ wird nichts behalten.</translation>
    </message>
    <message numerus="yes">
        <source>Would have fired %n time(s) in the last 7 days.</source>
        <translation>
            <numerusform>Hätte in den letzten 7 Tagen %n-mal gemeldet.</numerusform>
            <numerusform>Hätte in den letzten 7 Tagen %n-mal gemeldet.</numerusform>
        </translation>
    </message>
    <message>
        <source>At least: nothing is kept of the past of “%1”.</source>
        <translation>Mindestens: von der Vergangenheit von „%1“ wird nichts behalten.</translation>
    </message>
    <message>
        <source>All that it needs is known since %1.</source>
        <translation>Alles, was sie braucht, ist seit %1 bekannt.</translation>
    </message>
    <message>
        <source>Funding of venues is tried by settled rates; the rule itself goes by the running ones.</source>
        <translation>Das Funding von Börsen wird mit abgerechneten Raten erprobt; die Regel selbst richtet sich nach den laufenden.</translation>
    </message>
</context>
<context>
    <name>isobar::RulesPage</name>
    <message>
        <source>Add rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Moments at which it would have fired</source>
        <translation>Momente, in denen sie gemeldet hätte</translation>
    </message>
    <message>
        <source>A rule of your own watches what you name, of one asset or of every watched one: prices, funding of a venue or the aggregate, settlements, open interest, liquidations, clusters, feeds. Before you rely on it you see what it would have done in the last 7 days.</source>
        <translation>Eine eigene Regel achtet auf das, was Sie nennen, bei einem Wert oder allen beobachteten: Preise, Funding einer Börse oder aggregiert, Abrechnungen, Open Interest, Liquidationen, Cluster, Feeds. Bevor Sie sich auf sie verlassen, sehen Sie, was sie in den letzten 7 Tagen getan hätte.</translation>
    </message>
    <message>
        <source>It is not watched yet: a rule needs at least one condition.</source>
        <translation>Sie gilt noch nicht: eine Regel braucht mindestens eine Bedingung.</translation>
    </message>
    <message>
        <source>Looking at the last 7 days…</source>
        <translation>Die letzten 7 Tage werden angesehen…</translation>
    </message>
    <message>
        <source>%1  %2, for %3</source>
        <comment>asset, time, duration</comment>
        <translation>%1  %2, %3 lang</translation>
    </message>
    <message>
        <source>%1  %2, still</source>
        <comment>asset, time</comment>
        <translation>%1  %2, noch immer</translation>
    </message>
    <message>
        <source>Double-click shows it on the heatmap</source>
        <translation>Doppelklick zeigt es auf der Heatmap</translation>
    </message>
    <message>
        <source>Export rules</source>
        <translation>Regeln exportieren</translation>
    </message>
    <message>
        <source>Import rules</source>
        <translation>Regeln importieren</translation>
    </message>
    <message>
        <source>Rules (*.json);;All files (*)</source>
        <translation>Regeln (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Nothing was imported. %1, %2</source>
        <comment>file, what is wrong</comment>
        <translation>Nichts wurde importiert. %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) imported.</source>
        <translation>
            <numerusform>%n Regel importiert.</numerusform>
            <numerusform>%n Regeln importiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) exported.</source>
        <translation>
            <numerusform>%n Regel exportiert.</numerusform>
            <numerusform>%n Regeln exportiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>There are %1 rules, and more are not possible. Remove one first.</source>
        <translation>Es gibt %1 Regeln, mehr sind nicht möglich. Entfernen Sie zuerst eine.</translation>
    </message>
    <message>
        <source>Nothing was imported: there would be %1 rules, and more than %2 are not possible.</source>
        <translation>Nichts wurde importiert: Es wären %1 Regeln, mehr als %2 sind nicht möglich.</translation>
    </message>
</context>
<context>
    <name>isobar::Session</name>
    <message>
        <source>Aggregate funding</source>
        <translation>Funding-Aggregat</translation>
    </message>
    <message>
        <source>Funding table</source>
        <translation>Funding-Tabelle</translation>
    </message>
    <message>
        <source>Watchlist</source>
        <translation>Watchlist</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Venues</source>
        <translation>Venues</translation>
    </message>
    <message>
        <source>Isobar goes on in the tray</source>
        <translation>Isobar läuft im Tray weiter</translation>
    </message>
    <message>
        <source>It keeps watching and tells of events. A click on its icon opens the window; Quit is in its menu.</source>
        <translation>Es beobachtet weiter und meldet Ereignisse. Ein Klick auf das Symbol öffnet das Fenster; Beenden steht im Menü.</translation>
    </message>
    <message>
        <source>An event was not stored: %1</source>
        <translation>Ein Ereignis wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Liquidations</source>
        <translation>Liquidationen</translation>
    </message>
    <message>
        <source>Liquidation heatmap</source>
        <translation>Liquidations-Heatmap</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Funding matrix</source>
        <translation>Funding-Matrix</translation>
    </message>
    <message>
        <source>Spreads</source>
        <translation>Spreads</translation>
    </message>
    <message>
        <source>A replay learns as the recorded run did, and not when asked to.</source>
        <translation>Eine Wiedergabe lernt, wie der aufgezeichnete Lauf lernte, und nicht auf Wunsch.</translation>
    </message>
    <message>
        <source>The file cannot be opened: it is no recording that can be played, and no picture.

%1</source>
        <comment>reason</comment>
        <translation>Die Datei lässt sich nicht öffnen: Sie ist keine Aufzeichnung, die abgespielt werden kann, und kein Bild.

%1</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>This holds for live; the replay leaves out what the recorded run left out.</source>
        <translation>Das gilt für live; die Wiedergabe lässt aus, was der aufgezeichnete Lauf ausließ.</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Exact positions</source>
        <translation>Exakte Positionen</translation>
    </message>
    <message>
        <source>Squeeze</source>
        <translation>Squeeze</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Track record</source>
        <translation>Trefferbilanz</translation>
    </message>
    <message>
        <source>There are %1 rules, and more are not possible. Remove one first.</source>
        <translation>Es gibt %1 Regeln, mehr sind nicht möglich. Entfernen Sie zuerst eine.</translation>
    </message>
    <message>
        <source>You will be told: %1</source>
        <translation>Sie erhalten eine Meldung: %1</translation>
    </message>
    <message>
        <source>The alert is removed.</source>
        <translation>Die Meldung ist entfernt.</translation>
    </message>
    <message>
        <source>This is the past: alerts are of the clusters of now. Go back to live first.</source>
        <translation>Das ist Vergangenes: Meldungen gibt es von den Clustern von jetzt. Gehen Sie zuerst zurück zu Live.</translation>
    </message>
</context>
<context>
    <name>isobar::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>A letter</source>
        <translation>Buchstabe</translation>
    </message>
    <message>
        <source>Search an asset, from the header, the funding table or the watchlist</source>
        <translation>Asset suchen, aus Kopfzeile, Funding-Tabelle oder Watchlist</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Close what is open</source>
        <translation>Schließen, was offen ist</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Funding table: unfold a venue; watchlist: show the asset</source>
        <translation>Funding-Tabelle: Venue aufklappen; Watchlist: Asset anzeigen</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Strg+C</translation>
    </message>
    <message>
        <source>Funding table: copy the selected rows as a table</source>
        <translation>Funding-Tabelle: gewählte Zeilen als Tabelle kopieren</translation>
    </message>
    <message>
        <source>O</source>
        <translation>O</translation>
    </message>
    <message>
        <source>Gauge: headline by turnover or by open interest</source>
        <translation>Anzeige: Leitwert nach Umsatz oder Open Interest</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>Links, Rechts</translation>
    </message>
    <message>
        <source>Watch strip: previous or next asset</source>
        <translation>Watch-Leiste: voriges oder nächstes Asset</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Events: acknowledge the chosen one</source>
        <translation>Ereignisse: das gewählte quittieren</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>J</source>
        <translation>J</translation>
    </message>
    <message>
        <source>Events: show the moment on the heatmap</source>
        <translation>Ereignisse: den Moment auf der Heatmap zeigen</translation>
    </message>
</context>
<context>
    <name>isobar::ShotDialog</name>
    <message>
        <source>Name of the program</source>
        <translation>Name des Programms</translation>
    </message>
    <message>
        <source>Picture of the heatmap</source>
        <translation>Bild der Heatmap</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>Wie im Fenster</translation>
    </message>
    <message>
        <source>As in the window, twice as fine</source>
        <translation>Wie im Fenster, doppelt so fein</translation>
    </message>
    <message>
        <source>4K (3840 × 2160)</source>
        <translation>4K (3840 × 2160)</translation>
    </message>
    <message>
        <source>16:9 for posting (1600 × 900)</source>
        <translation>16:9 zum Posten (1600 × 900)</translation>
    </message>
    <message>
        <source>Light, for print</source>
        <translation>Hell, zum Drucken</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Save and copy</source>
        <translation>Speichern und kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save the grid as CSV</source>
        <translation>Gitter als CSV speichern</translation>
    </message>
    <message>
        <source>Folder for pictures</source>
        <translation>Ordner für Bilder</translation>
    </message>
    <message>
        <source>Own positions</source>
        <translation>Eigene Positionen</translation>
    </message>
</context>
<context>
    <name>isobar::SoundPlayer</name>
    <message>
        <source>There is no sound device on this machine.</source>
        <translation>Auf diesem Rechner gibt es kein Tongerät.</translation>
    </message>
    <message>
        <source>This build has no sounds of its own (Qt Multimedia was missing): the desktop&apos;s bell rings instead.</source>
        <translation>Dieses Programm wurde ohne eigene Töne gebaut (Qt Multimedia fehlte): stattdessen läutet die Glocke des Desktops.</translation>
    </message>
</context>
<context>
    <name>isobar::SpreadPanel</name>
    <message>
        <source>%1 of %2 spreads</source>
        <translation>%1 von %2 Spreads</translation>
    </message>
    <message>
        <source>No spread yet</source>
        <translation>Noch kein Spread</translation>
    </message>
    <message>
        <source>It takes an asset with rates on two venues.</source>
        <translation>Dazu braucht es ein Asset mit Sätzen an zwei Börsen.</translation>
    </message>
    <message>
        <source>No spread passes the filters</source>
        <translation>Kein Spread kommt durch die Filter</translation>
    </message>
    <message>
        <source>Of %1 spreads.</source>
        <translation>Von %1 Spreads.</translation>
    </message>
    <message>
        <source>Filter assets, venues</source>
        <translation>Assets, Börsen filtern</translation>
    </message>
    <message>
        <source>Filter of the spreads</source>
        <translation>Filter der Spreads</translation>
    </message>
    <message>
        <source>Filter the spreads</source>
        <translation>Spreads filtern</translation>
    </message>
    <message>
        <source>Only what pays</source>
        <translation>Nur was sich lohnt</translation>
    </message>
    <message>
        <source>Only spreads with more carry than costs within the time</source>
        <translation>Nur Spreads, die in der Zeit mehr Carry bringen als kosten</translation>
    </message>
    <message>
        <source>Taker fees…</source>
        <translation>Taker-Gebühren…</translation>
    </message>
    <message>
        <source>What a trade costs you on each venue</source>
        <translation>Was Sie ein Geschäft an jeder Börse kostet</translation>
    </message>
    <message>
        <source>How long a spread is to be held: the net is what is left after it</source>
        <translation>Wie lange ein Spread gehalten werden soll: Netto ist, was danach bleibt</translation>
    </message>
    <message>
        <source>Holding time of the spreads</source>
        <translation>Haltedauer der Spreads</translation>
    </message>
    <message>
        <source>Spreads whose smaller venue is known to have less open interest are not shown</source>
        <translation>Spreads, deren kleinere Börse bekanntermaßen weniger Open Interest hat, werden nicht gezeigt</translation>
    </message>
    <message>
        <source>Least open interest of a spread</source>
        <translation>Geringstes Open Interest eines Spreads</translation>
    </message>
    <message>
        <source>Spreads between venues</source>
        <translation>Spreads zwischen Börsen</translation>
    </message>
    <message>
        <source>held %1</source>
        <comment>for a time</comment>
        <translation>%1 gehalten</translation>
    </message>
    <message>
        <source>OI ≥ %1</source>
        <translation>OI ≥ %1</translation>
    </message>
    <message>
        <source>any OI</source>
        <translation>jedes OI</translation>
    </message>
</context>
<context>
    <name>isobar::SqueezeModel</name>
    <message>
        <source>waiting</source>
        <comment>squeeze monitor: not judged yet</comment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>now</source>
        <comment>squeeze monitor: it is happening</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 is not judged yet</source>
        <translation>%1 ist noch nicht beurteilt</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>Crowd</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>OI</source>
        <translation>OI</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>For</source>
        <comment>column: how long it has stood</comment>
        <translation>Seit</translation>
    </message>
</context>
<context>
    <name>isobar::SqueezePanel</name>
    <message>
        <source>No asset is watched</source>
        <translation>Kein Asset wird beobachtet</translation>
    </message>
    <message>
        <source>choose one in the header</source>
        <translation>wählen Sie eines in der Kopfzeile</translation>
    </message>
    <message>
        <source>Squeeze monitor</source>
        <translation>Squeeze-Monitor</translation>
    </message>
    <message>
        <source>The conditions of a structural squeeze of each watched asset, those with most of them first</source>
        <translation>Die Bedingungen eines strukturellen Squeeze für jedes beobachtete Asset, die mit den meisten zuerst</translation>
    </message>
    <message>
        <source>Waiting for the first data</source>
        <translation>Warte auf die ersten Daten</translation>
    </message>
    <message>
        <source>the venues are being connected</source>
        <translation>die Venues werden verbunden</translation>
    </message>
</context>
<context>
    <name>isobar::SqueezeWords</name>
    <message>
        <source>longs</source>
        <translation>Longs</translation>
    </message>
    <message>
        <source>shorts</source>
        <translation>Shorts</translation>
    </message>
    <message>
        <source>Funding: not known yet</source>
        <translation>Funding: noch nicht bekannt</translation>
    </message>
    <message>
        <source>Funding: turned against the longs in all large venues, %1 per 8 h, for %2</source>
        <translation>Funding: gegen die Longs gedreht an allen großen Venues, %1 je 8 h, seit %2</translation>
    </message>
    <message>
        <source>Funding: turned against the shorts in all large venues, %1 per 8 h, for %2</source>
        <translation>Funding: gegen die Shorts gedreht an allen großen Venues, %1 je 8 h, seit %2</translation>
    </message>
    <message>
        <source>Funding: longs pay %1 per 8 h, %2 of normal, for %3</source>
        <translation>Funding: Longs zahlen %1 je 8 h, %2 des Normalen, seit %3</translation>
    </message>
    <message>
        <source>Funding: shorts pay %1 per 8 h, %2 of normal, for %3</source>
        <translation>Funding: Shorts zahlen %1 je 8 h, %2 des Normalen, seit %3</translation>
    </message>
    <message>
        <source>Funding does not count: %1 per 8 h is the premium after forced buying</source>
        <translation>Funding zählt nicht: %1 je 8 h ist die Prämie nach Zwangskäufen</translation>
    </message>
    <message>
        <source>Funding does not count: %1 per 8 h is the discount after forced selling</source>
        <translation>Funding zählt nicht: %1 je 8 h ist der Abschlag nach Zwangsverkäufen</translation>
    </message>
    <message>
        <source>Funding is missing: %1 per 8 h, longs do not pay</source>
        <translation>Funding fehlt: %1 je 8 h, Longs zahlen nicht</translation>
    </message>
    <message>
        <source>Funding is missing: %1 per 8 h, shorts do not pay</source>
        <translation>Funding fehlt: %1 je 8 h, Shorts zahlen nicht</translation>
    </message>
    <message>
        <source>Funding is missing: %1 per 8 h, %2 of normal, not confirmed yet</source>
        <translation>Funding fehlt: %1 je 8 h, %2 des Normalen, noch nicht bestätigt</translation>
    </message>
    <message>
        <source>Funding is missing: %1 per 8 h, %2 of normal; extreme from %3</source>
        <translation>Funding fehlt: %1 je 8 h, %2 des Normalen; extrem ab %3</translation>
    </message>
    <message>
        <source>%1 in 72 h</source>
        <comment>change of the open interest</comment>
        <translation>%1 in 72 h</translation>
    </message>
    <message>
        <source>Open interest: not known long enough</source>
        <translation>Open Interest: noch nicht lange genug bekannt</translation>
    </message>
    <message>
        <source>Open interest is high: %1, for %2</source>
        <translation>Open Interest ist hoch: %1, seit %2</translation>
    </message>
    <message>
        <source>Open interest is missing: %1; high above %2% or from %3 in 72 h: few fresh positions</source>
        <translation>Open Interest fehlt: %1; hoch über %2% oder ab %3 in 72 h: wenige frische Positionen</translation>
    </message>
    <message>
        <source>Cluster is missing: no modelled one below the price</source>
        <translation>Cluster fehlt: kein modellierter unter dem Preis</translation>
    </message>
    <message>
        <source>Cluster is missing: no modelled one above the price</source>
        <translation>Cluster fehlt: kein modellierter über dem Preis</translation>
    </message>
    <message>
        <source>armed</source>
        <comment>cluster</comment>
        <translation>scharf</translation>
    </message>
    <message>
        <source>loaded</source>
        <comment>cluster</comment>
        <translation>geladen</translation>
    </message>
    <message>
        <source>Cluster of longs is %1: %2, %3 below, modelled prints %4, 24 h %5, for %6</source>
        <translation>Cluster der Longs ist %1: %2, %3 darunter, modellierte Prints %4, 24 h %5, seit %6</translation>
    </message>
    <message>
        <source>Cluster of shorts is %1: %2, %3 above, modelled prints %4, 24 h %5, for %6</source>
        <translation>Cluster der Shorts ist %1: %2, %3 darüber, modellierte Prints %4, 24 h %5, seit %6</translation>
    </message>
    <message>
        <source>Cluster is missing: nearest of longs %1, %2 below, load rank %3 (from %4%), 24 h %5 (from %6%)</source>
        <translation>Cluster fehlt: nächster der Longs %1, %2 darunter, Ladungsrang %3 (ab %4%), 24 h %5 (ab %6%)</translation>
    </message>
    <message>
        <source>Cluster is missing: nearest of shorts %1, %2 above, load rank %3 (from %4%), 24 h %5 (from %6%)</source>
        <translation>Cluster fehlt: nächster der Shorts %1, %2 darüber, Ladungsrang %3 (ab %4%), 24 h %5 (ab %6%)</translation>
    </message>
    <message>
        <source>Longs are being liquidated: it is happening</source>
        <translation>Longs werden liquidiert: Es geschieht gerade</translation>
    </message>
    <message>
        <source>Shorts are being liquidated: it is happening</source>
        <translation>Shorts werden liquidiert: Es geschieht gerade</translation>
    </message>
    <message>
        <source>Long squeeze: none of 3 conditions</source>
        <translation>Long-Squeeze: keine von 3 Bedingungen</translation>
    </message>
    <message>
        <source>Short squeeze: none of 3 conditions</source>
        <translation>Short-Squeeze: keine von 3 Bedingungen</translation>
    </message>
    <message>
        <source>Long squeeze: %1 of 3 conditions, for %2</source>
        <translation>Long-Squeeze: %1 von 3 Bedingungen, seit %2</translation>
    </message>
    <message>
        <source>Short squeeze: %1 of 3 conditions, for %2</source>
        <translation>Short-Squeeze: %1 von 3 Bedingungen, seit %2</translation>
    </message>
</context>
<context>
    <name>isobar::StatusLine</name>
    <message>
        <source>Queue %1</source>
        <comment>fill of the queue between the network and the engine</comment>
        <translation>Queue %1</translation>
    </message>
    <message>
        <source>%1/%2 venues live</source>
        <translation>%1/%2 Venues live</translation>
    </message>
    <message>
        <source>stands still</source>
        <comment>the time of a paused replay</comment>
        <translation>steht still</translation>
    </message>
    <message>
        <source>REC %1</source>
        <comment>recording; size</comment>
        <translation>REC %1</translation>
    </message>
    <message>
        <source>REC %1, %2/h</source>
        <comment>recording; size, size of an hour</comment>
        <translation>REC %1, %2/h</translation>
    </message>
    <message>
        <source>Raw frames of all venues are recorded to %1</source>
        <translation>Die Rohdaten aller Handelsplätze werden in %1 aufgezeichnet</translation>
    </message>
</context>
<context>
    <name>isobar::TapeModel</name>
    <message>
        <source>%1 %2: %3, %4 at %5 (%6 %7)</source>
        <comment>time, venue, side liquidated, USD, price, coins, asset</comment>
        <translation>%1 %2: %3, %4 bei %5 (%6 %7)</translation>
    </message>
    <message>
        <source>Time UTC</source>
        <translation>Zeit UTC</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Venue</source>
        <translation>Venue</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Coins</source>
        <translation>Coins</translation>
    </message>
    <message>
        <source>USD</source>
        <translation>USD</translation>
    </message>
    <message>
        <source>Position</source>
        <comment>column: whether a long or a short position was liquidated</comment>
        <translation>Position</translation>
    </message>
</context>
<context>
    <name>isobar::TapePanel</name>
    <message>
        <source>Waiting for the first data of %1</source>
        <translation>Warte auf die ersten Daten zu %1</translation>
    </message>
    <message>
        <source>The venues are being connected.</source>
        <translation>Die Venues werden verbunden.</translation>
    </message>
    <message>
        <source>No liquidation passes the filter</source>
        <translation>Keine Liquidation passt zum Filter</translation>
    </message>
    <message numerus="yes">
        <source>%n liquidation(s) of %1 hidden</source>
        <translation>
            <numerusform>%n Liquidation von %1 ausgeblendet</numerusform>
            <numerusform>%n Liquidationen von %1 ausgeblendet</numerusform>
        </translation>
    </message>
    <message>
        <source>No liquidation of %1 seen yet</source>
        <translation>Noch keine Liquidation von %1 gesehen</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>prints that a held list does not show yet</comment>
        <translation>
            <numerusform>%n neue</numerusform>
            <numerusform>%n neue</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused, %1</source>
        <comment>the list holds still; &quot;12 new&quot;</comment>
        <translation>Angehalten, %1</translation>
    </message>
    <message>
        <source>Show this moment</source>
        <translation>Diesen Moment zeigen</translation>
    </message>
    <message>
        <source>Copy this liquidation</source>
        <translation>Diese Liquidation kopieren</translation>
    </message>
    <message>
        <source>Copy the chosen rows as a table (TSV)</source>
        <translation>Gewählte Zeilen als Tabelle kopieren (TSV)</translation>
    </message>
    <message>
        <source>Copy all as a table (TSV)</source>
        <translation>Alle als Tabelle kopieren (TSV)</translation>
    </message>
    <message>
        <source>Return to the newest</source>
        <translation>Zurück zur neuesten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Liquidations, newest first</source>
        <translation>Liquidationen, neueste zuerst</translation>
    </message>
    <message>
        <source>All</source>
        <comment>liquidations of every size</comment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Liquidations of every size</source>
        <translation>Liquidationen jeder Größe</translation>
    </message>
    <message>
        <source>Only liquidations of at least %1</source>
        <translation>Nur Liquidationen ab %1</translation>
    </message>
    <message>
        <source>Show liquidated long positions</source>
        <translation>Liquidierte Long-Positionen zeigen</translation>
    </message>
    <message>
        <source>Show liquidated short positions</source>
        <translation>Liquidierte Short-Positionen zeigen</translation>
    </message>
    <message>
        <source>The list holds still. Return to the newest (Esc)</source>
        <translation>Die Liste steht still. Zurück zur neuesten (Esc)</translation>
    </message>
</context>
<context>
    <name>isobar::TapeTotals</name>
    <message>
        <source>Totals of the observed liquidations</source>
        <translation>Summen der beobachteten Liquidationen</translation>
    </message>
</context>
<context>
    <name>isobar::TapeWords</name>
    <message>
        <source>LONG</source>
        <comment>side of a liquidated position</comment>
        <translation>LONG</translation>
    </message>
    <message>
        <source>SHORT</source>
        <comment>side of a liquidated position</comment>
        <translation>SHORT</translation>
    </message>
    <message>
        <source>LONG liquidated</source>
        <translation>LONG liquidiert</translation>
    </message>
    <message>
        <source>SHORT liquidated</source>
        <translation>SHORT liquidiert</translation>
    </message>
    <message>
        <source>coverage %1</source>
        <comment>share of the open interest on venues that publish liquidations</comment>
        <translation>Abdeckung %1</translation>
    </message>
    <message>
        <source>not listening yet</source>
        <translation>noch kein Empfang</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>time of day</comment>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Venues with a public liquidation feed hold %1 of the open interest, and some of them publish only a part. What is not published is not seen: every sum is a lower bound.</source>
        <translation>Venues, die Liquidationen veröffentlichen, halten %1 des Open Interest, und manche veröffentlichen nur einen Teil. Was nicht veröffentlicht wird, ist nicht zu sehen: Jede Summe ist eine Untergrenze.</translation>
    </message>
    <message>
        <source>Last %1: longs %2, shorts %3.</source>
        <comment>window (4 h), sum, sum</comment>
        <translation>Letzte %1: Longs %2, Shorts %3.</translation>
    </message>
    <message>
        <source>Heard since %1.</source>
        <comment>date and time</comment>
        <translation>Empfangen seit %1.</translation>
    </message>
    <message>
        <source>Before %1 the smallest prints are only in the totals.</source>
        <comment>date and time</comment>
        <translation>Vor %1 stehen die kleinsten Liquidationen nur in den Summen.</translation>
    </message>
    <message>
        <source>%1 (throttled)</source>
        <comment>venue that publishes only a part of its liquidations</comment>
        <translation>%1 (gedrosselt)</translation>
    </message>
    <message>
        <source>Listening to %1.</source>
        <comment>names of venues</comment>
        <translation>Empfang von %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1 publish none.</source>
        <comment>names of venues; %n: how many</comment>
        <translation>
            <numerusform>%1 veröffentlicht keine.</numerusform>
            <numerusform>%1 veröffentlichen keine.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::ToastWindow</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Mute 1 h</source>
        <translation>1 h stumm</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>isobar::TrackRecordPanel</name>
    <message>
        <source>Touched within 4 h: said and came</source>
        <translation>In 4 h berührt: gesagt und eingetreten</translation>
    </message>
    <message>
        <source>Touched within 24 h: said and came</source>
        <translation>In 24 h berührt: gesagt und eingetreten</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>first and last forecast</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Nothing of %1 was graded yet</source>
        <translation>Von %1 wurde noch nichts bewertet</translation>
    </message>
    <message>
        <source>the past is graded once its history is there</source>
        <translation>die Vergangenheit wird bewertet, sobald ihre Historie da ist</translation>
    </message>
    <message>
        <source>forecasts are written every four hours and graded when their time is over</source>
        <translation>Vorhersagen werden alle vier Stunden geschrieben und bewertet, wenn ihre Zeit um ist</translation>
    </message>
    <message>
        <source>Brier %1</source>
        <translation>Brier %1</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Backfill (past, made afterwards)</source>
        <translation>Rückblick (nachträglich berechnet)</translation>
    </message>
    <message>
        <source>Source of the track record</source>
        <translation>Quelle der Trefferbilanz</translation>
    </message>
    <message>
        <source>Longs (below)</source>
        <translation>Longs (darunter)</translation>
    </message>
    <message>
        <source>Shorts (above)</source>
        <translation>Shorts (darüber)</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>Beide Seiten</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>4 h</source>
        <translation>4 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Writes all lines of the ledgers of this asset to a file: what was said, when, and what came</source>
        <translation>Schreibt alle Zeilen der Bücher dieses Werts in eine Datei: was gesagt wurde, wann, und was eintrat</translation>
    </message>
    <message>
        <source>Marks of the track record</source>
        <translation>Wertungen der Trefferbilanz</translation>
    </message>
    <message>
        <source>Track record</source>
        <translation>Trefferbilanz</translation>
    </message>
</context>
<context>
    <name>isobar::TrayIcon</name>
    <message>
        <source>Isobar: %1 of %2 venues live</source>
        <translation>Isobar: %1 von %2 Venues live</translation>
    </message>
    <message numerus="yes">
        <source>%n unread event(s)</source>
        <translation>
            <numerusform>%n ungelesenes Ereignis</numerusform>
            <numerusform>%n ungelesene Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Show Isobar</source>
        <translation>Isobar anzeigen</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>Muted until %1; unmute</source>
        <translation>Stumm bis %1; aufheben</translation>
    </message>
    <message>
        <source>Mute for 15 min</source>
        <translation>15 min stumm</translation>
    </message>
    <message>
        <source>Mute for 1 h</source>
        <translation>1 h stumm</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Save heatmap</source>
        <translation>Heatmap speichern</translation>
    </message>
    <message>
        <source>Mute until…</source>
        <translation>Stumm bis…</translation>
    </message>
    <message>
        <source>Alerts…</source>
        <translation>Meldungen…</translation>
    </message>
</context>
<context>
    <name>isobar::VenueModel</name>
    <message>
        <source>%1 for %2</source>
        <comment>state, duration</comment>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>no decode error</source>
        <translation>kein Dekodierfehler</translation>
    </message>
    <message>
        <source>last: %1</source>
        <translation>zuletzt: %1</translation>
    </message>
    <message>
        <source>the venue&apos;s clock less ours</source>
        <translation>Uhr der Venue minus unsere</translation>
    </message>
    <message>
        <source>of the last REST call</source>
        <translation>des letzten REST-Aufrufs</translation>
    </message>
    <message>
        <source>used share of the venue&apos;s REST limit</source>
        <translation>genutzter Anteil am REST-Limit der Venue</translation>
    </message>
    <message>
        <source>observations a second; %1 frames, %2 MB in all</source>
        <translation>Beobachtungen je Sekunde; insgesamt %1 Frames, %2 MB</translation>
    </message>
    <message>
        <source>Venue</source>
        <translation>Venue</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Per s</source>
        <translation>Je s</translation>
    </message>
    <message>
        <source>Reconn.</source>
        <translation>Reconn.</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Dupl.</source>
        <translation>Dupl.</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Trip</source>
        <translation>Laufz.</translation>
    </message>
    <message>
        <source>REST</source>
        <translation>REST</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
</context>
<context>
    <name>isobar::VenuesPanel</name>
    <message>
        <source>%1 of %2 venues live</source>
        <translation>%1 von %2 Venues live</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Venues and their streams</source>
        <translation>Venues und ihre Streams</translation>
    </message>
    <message>
        <source>No venue yet</source>
        <translation>Noch keine Venue</translation>
    </message>
    <message>
        <source>connections are being opened</source>
        <translation>Verbindungen werden aufgebaut</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Proxy…</source>
        <translation>Proxy …</translation>
    </message>
</context>
<context>
    <name>isobar::ViewOpener</name>
    <message>
        <source>The view of the picture opens as soon as there is a map of %1.</source>
        <translation>Die Ansicht des Bildes öffnet sich, sobald es eine Karte von %1 gibt.</translation>
    </message>
    <message>
        <source>The view of the picture, as it was at %1.</source>
        <translation>Die Ansicht des Bildes, wie sie um %1 war.</translation>
    </message>
    <message>
        <source>The view of the picture at %1. Clusters and rates of that time are not remembered.</source>
        <translation>Die Ansicht des Bildes um %1. Cluster und Sätze dieser Zeit sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>The data at hand do not reach %1: the picture&apos;s view is shown on those of now.</source>
        <translation>Die vorhandenen Daten reichen nicht bis %1: Die Ansicht des Bildes wird auf die jetzigen angewandt.</translation>
    </message>
</context>
<context>
    <name>isobar::WatchModel</name>
    <message>
        <source>MARKET</source>
        <translation>MARKT</translation>
    </message>
    <message>
        <source>extreme %1/%2</source>
        <translation>extrem %1/%2</translation>
    </message>
    <message>
        <source>neg. %1/%2</source>
        <comment>assets with negative funding</comment>
        <translation>neg. %1/%2</translation>
    </message>
    <message>
        <source>Observed in the last hour: at least %1</source>
        <translation>Beobachtet in der letzten Stunde: mind. %1</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>24h</source>
        <translation>24h</translation>
    </message>
    <message>
        <source>APR</source>
        <translation>APR</translation>
    </message>
    <message>
        <source>Paid 7d</source>
        <translation>Gez. 7d</translation>
    </message>
    <message>
        <source>OI 1h</source>
        <translation>OI 1h</translation>
    </message>
    <message>
        <source>OI 4h</source>
        <translation>OI 4h</translation>
    </message>
    <message>
        <source>OI 24h</source>
        <translation>OI 24h</translation>
    </message>
    <message>
        <source>OI</source>
        <translation>OI</translation>
    </message>
    <message>
        <source>Liq. 1h</source>
        <translation>Liq. 1h</translation>
    </message>
    <message>
        <source>of OI</source>
        <comment>liquidations as a share of the open interest</comment>
        <translation>vom OI</translation>
    </message>
    <message>
        <source>Venues</source>
        <translation>Venues</translation>
    </message>
    <message>
        <source>%1/3 longs</source>
        <comment>squeeze steps of the crowd</comment>
        <translation>%1/3 Longs</translation>
    </message>
    <message>
        <source>%1/3 shorts</source>
        <comment>squeeze steps of the crowd</comment>
        <translation>%1/3 Shorts</translation>
    </message>
    <message>
        <source>Conditions of a structural squeeze that stand: extreme funding, high open interest, a loaded cluster in the crowd&apos;s way out. The squeeze monitor has the numbers.</source>
        <translation>Erfüllte Bedingungen eines strukturellen Squeeze: extremes Funding, hohes Open Interest, ein geladener Cluster auf dem Fluchtweg der Crowd. Der Squeeze-Monitor hat die Zahlen.</translation>
    </message>
    <message>
        <source>Squeeze</source>
        <comment>column: steps of the squeeze monitor</comment>
        <translation>Squeeze</translation>
    </message>
</context>
<context>
    <name>isobar::WatchStrip</name>
    <message>
        <source>Market  OI %1   liquidated 1h ≥ %2   extreme %3/%4   negative %5/%4</source>
        <translation>Markt  OI %1   liquidiert 1h ≥ %2   extrem %3/%4   negativ %5/%4</translation>
    </message>
    <message>
        <source>Watchlist</source>
        <translation>Watchlist</translation>
    </message>
    <message>
        <source>Waiting for the first prices</source>
        <translation>Warte auf erste Preise</translation>
    </message>
    <message>
        <source>%1: funding %2, APR %3
Open interest %4
%5 of %6 venues valid</source>
        <translation>%1: Funding %2, APR %3
Open Interest %4
%5 von %6 Venues gültig</translation>
    </message>
</context>
<context>
    <name>isobar::WatchTable</name>
    <message>
        <source>Watchlist</source>
        <translation>Watchlist</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 anzeigen</translation>
    </message>
    <message>
        <source>Take %1 off the watchlist</source>
        <translation>%1 von der Watchlist nehmen</translation>
    </message>
</context>
<context>
    <name>isobar::WaysTable</name>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Pop-up</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>How events are told</source>
        <translation>Wie Ereignisse gemeldet werden</translation>
    </message>
    <message>
        <source>By priority</source>
        <translation>Nach Priorität</translation>
    </message>
    <message>
        <source>Types that may differ</source>
        <translation>Arten, die abweichen dürfen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>by priority</source>
        <translation>nach Priorität</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
</context>
<context>
    <name>isobar::WebhookPost</name>
    <message>
        <source>The address is no URL: copy it whole, from https:// on</source>
        <translation>Die Adresse ist keine URL: kopieren Sie sie ganz, ab https://</translation>
    </message>
    <message>
        <source>The address must begin with https://: only within the own network http:// is safe enough</source>
        <translation>Die Adresse muss mit https:// beginnen: nur im eigenen Netz ist http:// sicher genug</translation>
    </message>
    <message>
        <source>The id of the chat is missing: the bot has to know whom to write to</source>
        <translation>Die Id des Chats fehlt: der Bot muss wissen, wem er schreibt</translation>
    </message>
    <message>
        <source>The bot&apos;s token is missing or not whole: BotFather gives it as digits, a colon and letters</source>
        <translation>Das Token des Bots fehlt oder ist nicht vollständig: BotFather gibt es als Ziffern, Doppelpunkt und Buchstaben aus</translation>
    </message>
    <message>
        <source>The address has no topic: it is like https://ntfy.sh/topic</source>
        <translation>Die Adresse hat kein Thema: sie lautet etwa https://ntfy.sh/thema</translation>
    </message>
    <message>
        <source>This is no address of a Discord webhook: it is like https://discord.com/api/webhooks/…</source>
        <translation>Das ist keine Adresse eines Discord-Webhooks: sie lautet etwa https://discord.com/api/webhooks/…</translation>
    </message>
    <message>
        <source>The token has characters that no token has: copy it again</source>
        <translation>Das Token enthält Zeichen, die kein Token hat: kopieren Sie es noch einmal</translation>
    </message>
</context>
<context>
    <name>isobar::WebhooksPage</name>
    <message>
        <source>Testing…</source>
        <translation>Test läuft…</translation>
    </message>
    <message>
        <source>JSON to any address</source>
        <translation>JSON an eine Adresse</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Alerts are sent there</source>
        <translation>Meldungen gehen dorthin</translation>
    </message>
    <message>
        <source>Keep secret</source>
        <translation>Geheimnis behalten</translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>A webhook takes alerts elsewhere: to a channel on Discord, a chat on Telegram, a phone with ntfy, or as JSON to a program of your own. Add one; nothing is sent before.</source>
        <translation>Ein Webhook trägt Meldungen weiter: in einen Kanal auf Discord, einen Chat auf Telegram, mit ntfy auf ein Telefon oder als JSON an ein eigenes Programm. Fügen Sie einen hinzu; vorher wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>%1 (off)</source>
        <translation>%1 (aus)</translation>
    </message>
    <message>
        <source>Every event, each change of it and its end, as a POST of JSON.</source>
        <translation>Jedes Ereignis, jede Änderung und sein Ende, als POST mit JSON.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Token (optional)</source>
        <translation>Token (wenn nötig)</translation>
    </message>
    <message>
        <source>In Discord: channel settings, Integrations, Webhooks, Copy Webhook URL.</source>
        <translation>In Discord: Kanaleinstellungen, Integrationen, Webhooks, Webhook-URL kopieren.</translation>
    </message>
    <message>
        <source>Webhook URL</source>
        <translation>Webhook-URL</translation>
    </message>
    <message>
        <source>Make a bot with @BotFather, write to it once, and enter its token and the id of the chat.</source>
        <translation>Legen Sie mit @BotFather einen Bot an, schreiben Sie ihm einmal und geben Sie sein Token und die Nummer des Chats ein.</translation>
    </message>
    <message>
        <source>Own server (optional)</source>
        <translation>Eigener Server (wenn nötig)</translation>
    </message>
    <message>
        <source>Token of the bot</source>
        <translation>Token des Bots</translation>
    </message>
    <message>
        <source>The address of a topic that nobody guesses, like https://ntfy.sh/topic.</source>
        <translation>Die Adresse eines Themas, das niemand errät, wie https://ntfy.sh/thema.</translation>
    </message>
    <message>
        <source>Address of the topic</source>
        <translation>Adresse des Themas</translation>
    </message>
    <message>
        <source>Access token (optional)</source>
        <translation>Zugangstoken (wenn nötig)</translation>
    </message>
    <message>
        <source>-1001234567890 or @channel</source>
        <translation>-1001234567890 oder @kanal</translation>
    </message>
    <message>
        <source>The secret is in the system&apos;s keychain.</source>
        <translation>Das Geheimnis liegt im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>Enter the secret: it goes into the system&apos;s keychain, never into a file.</source>
        <translation>Geben Sie das Geheimnis ein: es kommt in den Schlüsselbund des Systems, nie in eine Datei.</translation>
    </message>
    <message>
        <source>known; enter it to change it</source>
        <translation>bekannt; zum Ändern neu eingeben</translation>
    </message>
</context>
<context>
    <name>isobar::gauge::ReadingText</name>
    <message>
        <source>shorts</source>
        <comment>the side that pays; on the dial</comment>
        <translation>Shorts</translation>
    </message>
    <message>
        <source>longs</source>
        <comment>the side that pays; on the dial</comment>
        <translation>Longs</translation>
    </message>
    <message>
        <source>Waiting for rates</source>
        <translation>Warte auf Raten</translation>
    </message>
    <message>
        <source>no venue has sent %1 yet</source>
        <translation>noch keine Venue hat %1 gesendet</translation>
    </message>
    <message>
        <source>connecting to the venues</source>
        <translation>verbinde mit den Venues</translation>
    </message>
    <message>
        <source>%1, weighted by open interest</source>
        <translation>%1, nach Open Interest gewichtet</translation>
    </message>
    <message>
        <source>%1, weighted by volume</source>
        <translation>%1, nach Volumen gewichtet</translation>
    </message>
    <message>
        <source>No valid rate</source>
        <translation>Keine gültige Rate</translation>
    </message>
    <message numerus="yes">
        <source>%n venue(s), none usable</source>
        <translation>
            <numerusform>%n Venue, nicht nutzbar</numerusform>
            <numerusform>%n Venues, keine nutzbar</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody crowded</source>
        <translation>Kein Crowding</translation>
    </message>
    <message>
        <source>Longs pay</source>
        <translation>Longs zahlen</translation>
    </message>
    <message>
        <source>Shorts pay</source>
        <translation>Shorts zahlen</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>%1, calm</source>
        <comment>who pays</comment>
        <translation>%1, ruhig</translation>
    </message>
    <message>
        <source>%1, warm</source>
        <comment>who pays</comment>
        <translation>%1, warm</translation>
    </message>
    <message>
        <source>%1, extreme</source>
        <comment>who pays</comment>
        <translation>%1, extrem</translation>
    </message>
    <message>
        <source>%1, at the cap</source>
        <comment>who pays</comment>
        <translation>%1, am Cap</translation>
    </message>
    <message>
        <source>stale: last rate %1 ago</source>
        <translation>veraltet: letzte Rate vor %1</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>one venue only</source>
        <translation>nur eine Venue</translation>
    </message>
    <message>
        <source>low confidence</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>driven by an outlier</source>
        <translation>von Ausreißer getrieben</translation>
    </message>
    <message>
        <source>%1/%2 pinned at interest</source>
        <translation>%1/%2 am Zinssatz fixiert</translation>
    </message>
    <message>
        <source>baseline provisional</source>
        <translation>Baseline vorläufig</translation>
    </message>
    <message>
        <source>systemic</source>
        <translation>systemisch</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>localised</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>%1 per $10k</source>
        <comment>cost per day at 10x</comment>
        <translation>%1 je $10k</translation>
    </message>
    <message>
        <source>%1 24h</source>
        <comment>realised cost</comment>
        <translation>%1 24h</translation>
    </message>
    <message>
        <source>%1 7d</source>
        <comment>realised cost</comment>
        <translation>%1 7d</translation>
    </message>
    <message>
        <source>%1x normal</source>
        <translation>%1x normal</translation>
    </message>
    <message>
        <source>%1x normal %2</source>
        <comment>ratio, baseline</comment>
        <translation>%1x normal %2</translation>
    </message>
    <message>
        <source>Elevated</source>
        <translation>Erhöht</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>count, scope</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Ratio</translation>
    </message>
    <message>
        <source>Hottest</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>10x a day</source>
        <translation>10x pro Tag</translation>
    </message>
    <message>
        <source>Realised</source>
        <translation>Realisiert</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>%1, %2 venues</source>
        <translation>%1, %2 Venues</translation>
    </message>
    <message>
        <source>now %1, 8 h mean %2</source>
        <translation>jetzt %1, 8-h-Mittel %2</translation>
    </message>
    <message>
        <source>not in the aggregate: %1</source>
        <translation>nicht im Aggregat: %1</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>Gewicht %1</translation>
    </message>
    <message>
        <source>elevated</source>
        <translation>erhöht</translation>
    </message>
    <message>
        <source>gone for now: last value held</source>
        <translation>derzeit weg: letzter Wert gehalten</translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation>%1 alt</translation>
    </message>
    <message>
        <source>%1 per 8 hours, %2 a year</source>
        <translation>%1 je 8 Stunden, %2 pro Jahr</translation>
    </message>
    <message>
        <source>%1, else %2</source>
        <comment>venue that drives the aggregate, aggregate without it</comment>
        <translation>%1, sonst %2</translation>
    </message>
    <message>
        <source>%1; without %2 %3</source>
        <comment>venue that drives the aggregate, venue that moves it most, aggregate without that</comment>
        <translation>%1; ohne %2 %3</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::BandWords</name>
    <message>
        <source>%1 from entry (%2 isolated)</source>
        <comment>distance band, leverage</comment>
        <translation>%1 vom Einstieg (%2 isoliert)</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ChainWords</name>
    <message>
        <source>%1 of %2: %3 within 24 h</source>
        <comment>place in the cascade chain, its nodes, probability</comment>
        <translation>%1 von %2: %3 in 24 h</translation>
    </message>
    <message>
        <source>%1 of %2: %3 from the one before, %4 in all</source>
        <comment>place in the chain, its nodes, probabilities</comment>
        <translation>%1 von %2: %3 von der vorigen aus, %4 insgesamt</translation>
    </message>
    <message>
        <source> (%1 with the funding tilt)</source>
        <comment>probability</comment>
        <translation> (%1 mit der Funding-Neigung)</translation>
    </message>
    <message>
        <source> (%1 in all)</source>
        <comment>cumulative probability</comment>
        <translation> (%1 insgesamt)</translation>
    </message>
    <message>
        <source>, tilted %1</source>
        <comment>cumulative probability with the funding tilt</comment>
        <translation>, geneigt %1</translation>
    </message>
    <message>
        <source>Chain of %1: none is probable</source>
        <comment>side</comment>
        <translation>Kette der %1: keine ist wahrscheinlich</translation>
    </message>
    <message>
        <source>Chain of %1, if touched: %2; prints %3, OI closed %4, then at %5; modelled</source>
        <comment>side, steps, USD, USD, price</comment>
        <translation>Kette der %1, falls berührt: %2; Meldungen %3, geschlossenes OI %4, dann bei %5; modelliert</translation>
    </message>
    <message>
        <source>κ %1 (90%: %2 to %3; %4 cases)</source>
        <comment>weight of the funding tilt, interval, cases</comment>
        <translation>κ %1 (90 %: %2 bis %3; %4 Fälle)</translation>
    </message>
    <message>
        <source>%1: no measured effect yet</source>
        <translation>%1: noch keine gemessene Wirkung</translation>
    </message>
    <message>
        <source>Funding tilt %1, %2</source>
        <comment>tilt, what is known of its weight</comment>
        <translation>Funding-Neigung %1, %2</translation>
    </message>
    <message>
        <source>chain %1, %2 in all; next %3 (modelled)</source>
        <comment>steps, cumulative probability, the step after them</comment>
        <translation>Kette %1, zusammen %2; danach %3 (modelliert)</translation>
    </message>
    <message>
        <source>chain %1, %2 in all, then at %3 (modelled)</source>
        <comment>steps, cumulative probability, end price</comment>
        <translation>Kette %1, zusammen %2, dann bei %3 (modelliert)</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::Chips</name>
    <message>
        <source>price history %1/%2 venues</source>
        <translation>Preishistorie %1/%2 Venues</translation>
    </message>
    <message>
        <source>open-interest history %1/%2 venues</source>
        <translation>Open-Interest-Historie %1/%2 Venues</translation>
    </message>
    <message>
        <source>Levels stale for %1: no new bars</source>
        <translation>Level seit %1 veraltet: keine neuen Kerzen</translation>
    </message>
    <message>
        <source>What other maps draw: opens only, nothing removed on touch</source>
        <translation>Was andere Karten zeichnen: nur Eröffnungen, bei Berührung nichts entfernt</translation>
    </message>
    <message>
        <source>Colour scale not set yet: too few levels</source>
        <translation>Farbskala noch nicht gesetzt: zu wenige Level</translation>
    </message>
    <message>
        <source>Back to live »</source>
        <translation>Zurück zu live »</translation>
    </message>
    <message>
        <source>As of the picture: %1</source>
        <comment>time</comment>
        <translation>Wie auf dem Bild: %1</translation>
    </message>
    <message>
        <source>No week of prices from %1 of %2 venues, of open interest from %3 of %4</source>
        <translation>Keine Woche Preise von %1 von %2 Venues, Open Interest von %3 von %4</translation>
    </message>
    <message>
        <source>No week of prices from %1 of %2 venues</source>
        <translation>Keine Woche Preise von %1 von %2 Venues</translation>
    </message>
    <message>
        <source>No week of open interest from %1 of %2 venues</source>
        <translation>Keine Woche Open Interest von %1 von %2 Venues</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ClusterWords</name>
    <message>
        <source>%1 ≈ %2 (%3 OI) 24 h %4</source>
        <comment>price, expected prints, open interest, touch probability</comment>
        <translation>%1 ≈ %2 (%3 OI) 24 h %4</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::EdgeWords</name>
    <message>
        <source>Liquidation map</source>
        <comment>cumulative expected prints at the right edge</comment>
        <translation>Liquidationskarte</translation>
    </message>
    <message>
        <source>all venues, all bands</source>
        <translation>alle Venues, alle Bänder</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ExactWords</name>
    <message numerus="yes">
        <source>exact: %n address(es), %1 of %2&apos;s OI</source>
        <comment>share, venues</comment>
        <translation>
            <numerusform>exakt: %n Adresse, %1 des OI von %2</numerusform>
            <numerusform>exakt: %n Adressen, %1 des OI von %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Published positions of %n address(es): %1 of the longs and %2 of the shorts on %3. So much less is modelled there.</source>
        <comment>share, share, venues</comment>
        <translation>
            <numerusform>Veröffentlichte Positionen von %n Adresse: %1 der Longs und %2 der Shorts auf %3. Um so viel weniger wird dort modelliert.</numerusform>
            <numerusform>Veröffentlichte Positionen von %n Adressen: %1 der Longs und %2 der Shorts auf %3. Um so viel weniger wird dort modelliert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::GroupWords</name>
    <message>
        <source>Other linear</source>
        <comment>venue group: linear contracts of all other venues</comment>
        <translation>Andere lineare</translation>
    </message>
    <message>
        <source>Inverse</source>
        <comment>venue group: coin-margined contracts</comment>
        <translation>Inverse</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::HeatmapCanvas</name>
    <message>
        <source>Liquidation heatmap of %1, modelled</source>
        <translation>Liquidations-Heatmap von %1, modelliert</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::KernelWords</name>
    <message>
        <source>learned, n = %1</source>
        <comment>the model&apos;s weights; number of hours</comment>
        <translation>gelernt, n = %1</translation>
    </message>
    <message>
        <source>BTC&apos;s kernel, estimated</source>
        <comment>the model&apos;s weights are those of another asset</comment>
        <translation>Kernel von BTC, geschätzt</translation>
    </message>
    <message>
        <source>prior</source>
        <comment>the model&apos;s weights before anything was learned</comment>
        <translation>Vorannahme</translation>
    </message>
    <message>
        <source>prior, size measured</source>
        <comment>the model&apos;s weights before they were learned</comment>
        <translation>Vorannahme, Größe gemessen</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::LegendWords</name>
    <message>
        <source>Other maps: opened per 0.1%</source>
        <comment>legend of the opens-only map</comment>
        <translation>Andere Karten: eröffnet je 0,1%</translation>
    </message>
    <message>
        <source>Modelled prints per 0.1%</source>
        <comment>legend: expected prints per 0.1 % of price</comment>
        <translation>Modellierte Prints je 0,1%</translation>
    </message>
    <message>
        <source>relative</source>
        <translation>relativ</translation>
    </message>
    <message>
        <source>scale not anchored yet</source>
        <translation>Skala noch nicht verankert</translation>
    </message>
    <message>
        <source>scale of %1</source>
        <comment>day and month</comment>
        <translation>Skala vom %1</translation>
    </message>
    <message>
        <source> · %1 bp</source>
        <comment>basis points of the open interest</comment>
        <translation> · %1 bp</translation>
    </message>
    <message>
        <source>no levels yet</source>
        <translation>noch keine Level</translation>
    </message>
    <message>
        <source>%1: from %2 to %3 of open interest, %4</source>
        <comment>title, value, value, note</comment>
        <translation>%1: von %2 bis %3 des Open Interest, %4</translation>
    </message>
    <message>
        <source>score +.05/−.07, ours +.49/+.46 – %1</source>
        <comment>when its scale was set</comment>
        <translation>Güte +,05/−,07, unsere +,49/+,46 – %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>when the scale was set, where the weights come from</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::PositionLineWords</name>
    <message>
        <source>%1 entry %2</source>
        <comment>Long 0.5 BTC, price</comment>
        <translation>%1 Einstieg %2</translation>
    </message>
    <message>
        <source>%1 liquidated %2</source>
        <comment>Long 0.5 BTC, price</comment>
        <translation>%1 liquidiert %2</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ReadoutWords</name>
    <message>
        <source>longs</source>
        <translation>Longs</translation>
    </message>
    <message>
        <source>shorts</source>
        <translation>Shorts</translation>
    </message>
    <message>
        <source>plain</source>
        <comment>state of a cluster: nothing special</comment>
        <translation>normal</translation>
    </message>
    <message>
        <source>loaded</source>
        <comment>state of a cluster</comment>
        <translation>geladen</translation>
    </message>
    <message>
        <source>armed</source>
        <comment>state of a cluster</comment>
        <translation>scharf</translation>
    </message>
    <message>
        <source>%1, %2 below</source>
        <comment>distance in per cent, in USD</comment>
        <translation>%1, %2 darunter</translation>
    </message>
    <message>
        <source>%1, %2 above</source>
        <comment>distance in per cent, in USD</comment>
        <translation>%1, %2 darüber</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>ahead: levels of now</source>
        <translation>voraus: Level von jetzt</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>no modelled exposure; opens-only maps draw it</source>
        <translation>keine modellierte Position; Nur-Eröffnungs-Karten zeichnen sie</translation>
    </message>
    <message>
        <source>no modelled exposure</source>
        <translation>keine modellierte Position</translation>
    </message>
    <message>
        <source>Prints per %1</source>
        <comment>per cell of price: 0.1%</comment>
        <translation>Prints je %1</translation>
    </message>
    <message>
        <source>%1 modelled</source>
        <translation>%1 modelliert</translation>
    </message>
    <message>
        <source>OI behind</source>
        <translation>OI dahinter</translation>
    </message>
    <message>
        <source>Longs / shorts</source>
        <translation>Longs / Shorts</translation>
    </message>
    <message>
        <source>Venues</source>
        <translation>Venues</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bänder</translation>
    </message>
    <message>
        <source>Other maps</source>
        <translation>Andere Karten</translation>
    </message>
    <message>
        <source>Touched</source>
        <translation>Berührt</translation>
    </message>
    <message>
        <source>%1 in 4 h, %2 in 24 h</source>
        <comment>probabilities</comment>
        <translation>%1 in 4 h, %2 in 24 h</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>%1, prints %2 (%3 OI)</source>
        <comment>peak price, USD, USD</comment>
        <translation>%1, Prints %2 (%3 OI)</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>little data: estimate</source>
        <translation>wenig Daten: Schätzung</translation>
    </message>
    <message>
        <source>%1 – prints %2 (%3 OI) – %4 – %5 h %6</source>
        <comment>cluster: price, expected prints, open interest, distance, horizon, probability of being touched</comment>
        <translation>%1 – Prints %2 (%3 OI) – %4 – %5 h %6</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>side, state</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Prints</translation>
    </message>
    <message>
        <source>%1, voluntary closing included</source>
        <translation>%1 einschließlich freiwilliger Schließungen</translation>
    </message>
    <message>
        <source>Load rank</source>
        <translation>Ladungsrang</translation>
    </message>
    <message>
        <source>%1 of the last 30 d</source>
        <comment>rank</comment>
        <translation>%1 der letzten 30 Tage</translation>
    </message>
    <message>
        <source>known after 3 d of data</source>
        <translation>bekannt nach 3 Tagen Daten</translation>
    </message>
    <message>
        <source>Mean age</source>
        <translation>Mittleres Alter</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>%1 (%2): prints %3, OI %4 of %5 on the way</source>
        <comment>price, change, USD, USD, side</comment>
        <translation>%1 (%2): Prints %3, OI %4 der %5 auf dem Weg</translation>
    </message>
    <message numerus="yes">
        <source>, %n cluster(s)</source>
        <translation>
            <numerusform>, %n Cluster</numerusform>
            <numerusform>, %n Cluster</numerusform>
        </translation>
    </message>
    <message>
        <source> – 4 h %1, 24 h %2</source>
        <comment>probabilities</comment>
        <translation> – 4 h %1, 24 h %2</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Kette</translation>
    </message>
    <message>
        <source>Track record</source>
        <translation>Trefferbilanz</translation>
    </message>
    <message>
        <source>no skill: do not rely on the probabilities</source>
        <translation>kein Können: auf die Wahrscheinlichkeiten ist kein Verlass</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::RulerWords</name>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 T %2 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1, %2$%3</source>
        <comment>change in per cent, its sign, in USD</comment>
        <translation>%1, %2$%3</translation>
    </message>
    <message>
        <source>expected prints now: longs ≈ %1, shorts ≈ %2</source>
        <translation>erwartete Prints jetzt: Longs ≈ %1, Shorts ≈ %2</translation>
    </message>
    <message>
        <source>If the price goes to %1 (%2)</source>
        <translation>Wenn der Preis auf %1 (%2) geht</translation>
    </message>
    <message>
        <source>prints of longs ≈ %1 (≈ %2 OI)</source>
        <translation>Prints der Longs ≈ %1 (≈ %2 OI)</translation>
    </message>
    <message>
        <source>prints of shorts ≈ %1 (≈ %2 OI)</source>
        <translation>Prints der Shorts ≈ %1 (≈ %2 OI)</translation>
    </message>
    <message numerus="yes">
        <source>through %n cluster(s)</source>
        <translation>
            <numerusform>durch %n Cluster</numerusform>
            <numerusform>durch %n Cluster</numerusform>
        </translation>
    </message>
    <message>
        <source>reached in 4 h %1, in 24 h %2 (modelled)</source>
        <translation>erreicht in 4 h %1, in 24 h %2 (modelliert)</translation>
    </message>
    <message>
        <source>%1: liquidated before at %2, the margin of %3 is lost</source>
        <comment>Long 0.5 BTC</comment>
        <translation>%1: vorher bei %2 liquidiert, die Margin von %3 ist verloren</translation>
    </message>
    <message>
        <source>%1: %2 (%3), margin left %4</source>
        <comment>Long 0.5 BTC, profit, its share of the margin</comment>
        <translation>%1: %2 (%3), Restmargin %4</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ShotFile</name>
    <message>
        <source>The folder %1 could not be made. Choose a folder that you may write to.</source>
        <translation>Der Ordner %1 konnte nicht angelegt werden. Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another folder, or make room on the disk.</source>
        <translation>%1 konnte nicht geschrieben werden: %2. Wählen Sie einen anderen Ordner, oder schaffen Sie Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>%1 cannot be read as a picture (%2). Choose a picture that Isobar saved.</source>
        <translation>%1 lässt sich nicht als Bild lesen (%2). Wählen Sie ein Bild, das Isobar gespeichert hat.</translation>
    </message>
    <message>
        <source>%1 was saved by a newer version of Isobar, whose views this one does not know. Update Isobar to open it.</source>
        <translation>%1 wurde von einer neueren Version von Isobar gespeichert, deren Ansichten diese nicht kennt. Aktualisieren Sie Isobar, um es zu öffnen.</translation>
    </message>
    <message>
        <source>%1 does not say which view it is of. Only pictures of the heatmap that Isobar saved do, and only as they were saved: programs and sites that shrink or convert pictures take that out.</source>
        <translation>%1 sagt nicht, welche Ansicht es zeigt. Das tun nur Bilder der Heatmap, die Isobar gespeichert hat, und nur so, wie sie gespeichert wurden: Programme und Seiten, die Bilder verkleinern oder umwandeln, entfernen die Angabe.</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ShotTaker</name>
    <message>
        <source>There is no heatmap yet to take a picture of.</source>
        <translation>Es gibt noch keine Heatmap für ein Bild.</translation>
    </message>
    <message>
        <source>There is no heatmap yet to take a table of.</source>
        <translation>Es gibt noch keine Heatmap für eine Tabelle.</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ShotWords</name>
    <message>
        <source>last %1 min</source>
        <translation>letzte %1 min</translation>
    </message>
    <message>
        <source>last %1 h</source>
        <translation>letzte %1 h</translation>
    </message>
    <message>
        <source>last %1 d</source>
        <translation>letzte %1 Tage</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>time, time</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 – what other liquidation maps draw (opens only), %2</source>
        <comment>asset, range</comment>
        <translation>%1 – was andere Liquidationskarten zeichnen (nur Eröffnungen), %2</translation>
    </message>
    <message>
        <source>%1 – modelled liquidation levels, %2</source>
        <comment>asset, range</comment>
        <translation>%1 – modellierte Liquidationslevel, %2</translation>
    </message>
    <message>
        <source>price %1</source>
        <translation>Preis %1</translation>
    </message>
    <message>
        <source>funding %1 / 8h</source>
        <comment>aggregate rate</comment>
        <translation>Funding %1 / 8h</translation>
    </message>
    <message>
        <source>OI %1</source>
        <translation>OI %1</translation>
    </message>
    <message>
        <source>no venue</source>
        <translation>kein Venue</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <comment>venues</comment>
        <translation> und %1 weitere</translation>
    </message>
    <message>
        <source> – %1/%2 live</source>
        <comment>venues</comment>
        <translation> – %1/%2 live</translation>
    </message>
    <message>
        <source>, coverage %1</source>
        <translation>, Abdeckung %1</translation>
    </message>
    <message>
        <source>, levels of %1 d</source>
        <comment>days of history behind the map</comment>
        <translation>, Level aus %1 Tagen</translation>
    </message>
    <message>
        <source>longs</source>
        <translation>Longs</translation>
    </message>
    <message>
        <source>shorts</source>
        <translation>Shorts</translation>
    </message>
    <message>
        <source>neither side</source>
        <translation>keine Seite</translation>
    </message>
    <message>
        <source>no distance</source>
        <translation>kein Abstand</translation>
    </message>
    <message>
        <source>only: %1</source>
        <comment>what filters leave</comment>
        <translation>nur: %1</translation>
    </message>
    <message>
        <source>opened positions, nothing taken away: %1 per 0.1%</source>
        <translation>eröffnete Positionen, nichts abgezogen: %1 je 0,1%</translation>
    </message>
    <message>
        <source>modelled levels of longs: %1 per 0.1%</source>
        <translation>modellierte Level der Longs: %1 je 0,1%</translation>
    </message>
    <message>
        <source>of shorts: %1 per 0.1%</source>
        <comment>modelled levels</comment>
        <translation>der Shorts: %1 je 0,1%</translation>
    </message>
    <message>
        <source>modelled levels: %1 prints per 0.1%</source>
        <translation>modellierte Level: %1 Prints je 0,1%</translation>
    </message>
    <message>
        <source>candles</source>
        <translation>Kerzen</translation>
    </message>
    <message>
        <source>liquidated longs ≥ %1</source>
        <comment>realised, from this size on</comment>
        <translation>liquidierte Longs ≥ %1</translation>
    </message>
    <message>
        <source>liquidated shorts</source>
        <translation>liquidierte Shorts</translation>
    </message>
    <message>
        <source>clusters: modelled prints, OI behind, distance, 24 h touch</source>
        <translation>Cluster: modellierte Prints, OI dahinter, Abstand, Berührung 24 h</translation>
    </message>
    <message>
        <source>funding paid</source>
        <translation>Funding gezahlt</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>DEMO</translation>
    </message>
    <message>
        <source>DEMO %1</source>
        <comment>name of the scenario</comment>
        <translation>DEMO %1</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>REPLAY</translation>
    </message>
    <message>
        <source>, weights: %1</source>
        <comment>where the model&apos;s weights come from</comment>
        <translation>, Gewichte: %1</translation>
    </message>
    <message>
        <source>REPLAY of a DEMO</source>
        <translation>REPLAY einer DEMO</translation>
    </message>
    <message>
        <source>ticks at the edge, %1</source>
        <comment>exact: n addresses</comment>
        <translation>Striche am Rand, %1</translation>
    </message>
    <message>
        <source>own entry</source>
        <comment>line of a position</comment>
        <translation>eigener Einstieg</translation>
    </message>
    <message>
        <source>own liquidation price</source>
        <translation>eigener Liquidationspreis</translation>
    </message>
    <message>
        <source>arrows: modelled cascade chains, probability of the step → of all up to it</source>
        <translation>Pfeile: modellierte Kaskadenketten, Wahrscheinlichkeit des Schritts → aller bis dahin</translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::StripWords</name>
    <message>
        <source>OI, %1</source>
        <comment>open interest in coins of an asset</comment>
        <translation>OI, %1</translation>
    </message>
    <message>
        <source>CVD, %1</source>
        <comment>cumulative volume delta in coins of an asset</comment>
        <translation>CVD, %1</translation>
    </message>
    <message>
        <source>Liquidated since %1</source>
        <comment>time</comment>
        <translation>Liquidiert seit %1</translation>
    </message>
    <message>
        <source>Liquidated</source>
        <translation>Liquidiert</translation>
    </message>
    <message>
        <source>Funding / 8h</source>
        <translation>Funding / 8h</translation>
    </message>
    <message>
        <source>≥ %1 longs</source>
        <comment>observed, USD</comment>
        <translation>≥ %1 Longs</translation>
    </message>
    <message>
        <source>≥ %1 shorts</source>
        <comment>observed, USD</comment>
        <translation>≥ %1 Shorts</translation>
    </message>
    <message>
        <source>premium %1</source>
        <comment>per cent of the index</comment>
        <translation>Prämie %1</translation>
    </message>
    <message>
        <source>≥ %1 longs, ≥ %2 shorts</source>
        <comment>observed, USD</comment>
        <translation>≥ %1 Longs, ≥ %2 Shorts</translation>
    </message>
    <message>
        <source>OI, %1 (%2/%3 venues)</source>
        <comment>open interest in coins of an asset, of some of the venues</comment>
        <translation>OI, %1 (%2/%3 Venues)</translation>
    </message>
</context>
</TS>
