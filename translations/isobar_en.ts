<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>MatrixToolTip</name>
    <message numerus="yes">
        <source>%1 on %2, %n contract(s)</source>
        <comment>asset, venue</comment>
        <translation>
            <numerusform>%1 on %2, %n contract</numerusform>
            <numerusform>%1 on %2, %n contracts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n venue(s) with a usable rate</source>
        <translation>
            <numerusform>%n venue with a usable rate</numerusform>
            <numerusform>%n venues with a usable rate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::AlertDesk</name>
    <message numerus="yes">
        <source>%n message(s) sent in this run</source>
        <translation>
            <numerusform>%n message sent in this run</numerusform>
            <numerusform>%n messages sent in this run</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n given up</source>
        <translation>
            <numerusform>%n given up</numerusform>
            <numerusform>%n given up</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::EventList</name>
    <message numerus="yes">
        <source>%n event(s) hidden</source>
        <translation>
            <numerusform>%n event hidden</numerusform>
            <numerusform>%n events hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::EventText</name>
    <message numerus="yes">
        <source>Coverage %1, %n venue(s).</source>
        <translation>
            <numerusform>Coverage %1, %n venue.</numerusform>
            <numerusform>Coverage %1, %n venues.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In force at start: %n condition(s)</source>
        <translation>
            <numerusform>In force at start: %n condition</numerusform>
            <numerusform>In force at start: %n conditions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::Header</name>
    <message numerus="yes">
        <source>%n unread event(s)</source>
        <translation>
            <numerusform>%n unread event</numerusform>
            <numerusform>%n unread events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::HistoryDesk</name>
    <message numerus="yes">
        <source>%n line(s) written to %1</source>
        <translation>
            <numerusform>%n line written to %1</numerusform>
            <numerusform>%n lines written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is written again; %n record(s) were lost.</source>
        <translation>
            <numerusform>%1 is written again; %n record was lost.</numerusform>
            <numerusform>%1 is written again; %n records were lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::MatrixPanel</name>
    <message numerus="yes">
        <source>%1 of %2 assets with rates, %n venue(s)</source>
        <translation>
            <numerusform>%1 of %2 assets with rates, %n venue</numerusform>
            <numerusform>%1 of %2 assets with rates, %n venues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::PopupNotifier</name>
    <message numerus="yes">
        <source>%1 (%n event(s))</source>
        <translation>
            <numerusform>%1 (%n event)</numerusform>
            <numerusform>%1 (%n events)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more event(s) within the hour</source>
        <translation>
            <numerusform>%n more event within the hour</numerusform>
            <numerusform>%n more events within the hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Back again: %n event(s)</source>
        <translation>
            <numerusform>Back again: %n event</numerusform>
            <numerusform>Back again: %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While it was quiet: %n event(s)</source>
        <translation>
            <numerusform>While it was quiet: %n event</numerusform>
            <numerusform>While it was quiet: %n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::RecordWords</name>
    <message numerus="yes">
        <source>%n hour(s) written down; the nulls are fitted on the first 48</source>
        <translation>
            <numerusform>%n hour written down; the nulls are fitted on the first 48</numerusform>
            <numerusform>%n hours written down; the nulls are fitted on the first 48</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n hour(s) with full feeds</source>
        <translation>
            <numerusform>; %n hour with full feeds</numerusform>
            <numerusform>; %n hours with full feeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::ReplayBar</name>
    <message numerus="yes">
        <source>Back to live (%n new event(s))</source>
        <translation>
            <numerusform>Back to live (%n new event)</numerusform>
            <numerusform>Back to live (%n new events)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::RuleWords</name>
    <message numerus="yes">
        <source>Would have fired %n time(s) in the last 7 days.</source>
        <translation>
            <numerusform>Would have fired %n time in the last 7 days.</numerusform>
            <numerusform>Would have fired %n times in the last 7 days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::RulesPage</name>
    <message numerus="yes">
        <source>%n rule(s) imported.</source>
        <translation>
            <numerusform>%n rule imported.</numerusform>
            <numerusform>%n rules imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) exported.</source>
        <translation>
            <numerusform>%n rule exported.</numerusform>
            <numerusform>%n rules exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::TapePanel</name>
    <message numerus="yes">
        <source>%n liquidation(s) of %1 hidden</source>
        <translation>
            <numerusform>%n liquidation of %1 hidden</numerusform>
            <numerusform>%n liquidations of %1 hidden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>prints that a held list does not show yet</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::TapeWords</name>
    <message numerus="yes">
        <source>%1 publish none.</source>
        <comment>names of venues; %n: how many</comment>
        <translation>
            <numerusform>%1 publishes none.</numerusform>
            <numerusform>%1 publish none.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::TrayIcon</name>
    <message numerus="yes">
        <source>%n unread event(s)</source>
        <translation>
            <numerusform>%n unread event</numerusform>
            <numerusform>%n unread events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::gauge::ReadingText</name>
    <message numerus="yes">
        <source>%n venue(s), none usable</source>
        <translation>
            <numerusform>%n venue, not usable</numerusform>
            <numerusform>%n venues, none usable</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ExactWords</name>
    <message numerus="yes">
        <source>exact: %n address(es), %1 of %2&apos;s OI</source>
        <comment>share, venues</comment>
        <translation>
            <numerusform>exact: %n address, %1 of %2&apos;s OI</numerusform>
            <numerusform>exact: %n addresses, %1 of %2&apos;s OI</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Published positions of %n address(es): %1 of the longs and %2 of the shorts on %3. So much less is modelled there.</source>
        <comment>share, share, venues</comment>
        <translation>
            <numerusform>Published positions of %n address: %1 of the longs and %2 of the shorts on %3. So much less is modelled there.</numerusform>
            <numerusform>Published positions of %n addresses: %1 of the longs and %2 of the shorts on %3. So much less is modelled there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::ReadoutWords</name>
    <message numerus="yes">
        <source>, %n cluster(s)</source>
        <translation>
            <numerusform>, %n cluster</numerusform>
            <numerusform>, %n clusters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::heatmap::RulerWords</name>
    <message numerus="yes">
        <source>through %n cluster(s)</source>
        <translation>
            <numerusform>through %n cluster</numerusform>
            <numerusform>through %n clusters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isobar::AwayCard</name>
    <message numerus="yes">
        <source>While you were away, %1 to %2 (%3): %n event(s)</source>
        <translation>
            <numerusform>While you were away, %1 to %2 (%3): %n event</numerusform>
            <numerusform>While you were away, %1 to %2 (%3): %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flip(s)</source>
        <comment>changes of the sign of funding</comment>
        <translation>
            <numerusform>%n flip</numerusform>
            <numerusform>%n flips</numerusform>
        </translation>
    </message>
</context>
</TS>
