#include "widgets/style/contrast.h"
#include "widgets/style/numberfont.h"
#include "widgets/style/theme.h"

#include <QFontInfo>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <cmath>

using namespace isobar;

namespace {

const std::vector<Token> TextTokens{Token::Value, Token::Label, Token::Unit, Token::Accent, Token::Link, Token::Up,
    Token::Down, Token::LongsPay, Token::ShortsPay, Token::NeutralFunding, Token::LiquidatedLong,
    Token::LiquidatedShort, Token::SeverityP1, Token::SeverityP2, Token::SeverityP3, Token::SeverityP4,
    Token::HealthLive, Token::HealthStarting, Token::HealthStale, Token::HealthDown, Token::HealthOff};

std::array<double, 3> lab(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const double r = linear(colour.redF()), g = linear(colour.greenF()), b = linear(colour.blueF());
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// As the eye sees it: CIE 1976.
double distance(const QColor &a, const QColor &b)
{
    const auto p = lab(a), q = lab(b);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private:
    static void eachTheme()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("direction");
        const char *themes[] = {"dark", "light", "high contrast"};
        const char *directions[] = {"green up", "red up", "blue and orange"};
        for (int theme = 0; theme < 3; ++theme) {
            for (int direction = 0; direction < 3; ++direction)
                QTest::addRow("%s, %s", themes[theme], directions[direction]) << theme << direction;
        }
    }

private Q_SLOTS:
    void contrastIsThatOfWcag()
    {
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(qRound(contrastRatio(Qt::red, Qt::red) * 100), 100);
        QCOMPARE(qRound(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
    }

    void textIsReadableOnEveryPanel_data() { eachTheme(); }
    void textIsReadableOnEveryPanel()
    {
        QFETCH(int, theme);
        QFETCH(int, direction);
        Theme colours;
        colours.apply(ThemeChoice(theme), DirectionColours(direction));
        for (const Token ground : {Token::Window, Token::Panel, Token::PanelAlternate, Token::Field}) {
            for (const Token text : TextTokens) {
                const double ratio = contrastRatio(colours.colour(text), colours.colour(ground));
                QVERIFY2(ratio >= 4.5,
                    qPrintable(QStringLiteral("text token %1 on %2: %3").arg(int(text)).arg(int(ground)).arg(ratio)));
            }
        }
        const auto readable = [&](Token text, Token ground) {
            return contrastRatio(colours.colour(text), colours.colour(ground)) >= 4.5;
        };
        QVERIFY(readable(Token::SelectionText, Token::Selection));
        QVERIFY(readable(Token::Value, Token::Hover));
        QVERIFY(readable(Token::Value, Token::FlashBackground));
        QVERIFY(readable(Token::BadgeText, Token::Badge));
        for (const Token badge : {Token::DemoBadge, Token::ReplayBadge, Token::LiveBadge})
            QVERIFY(contrastRatio(textOn(colours.colour(badge)), colours.colour(badge)) >= 4.5);
    }

    void venuesAreReadableAndApart_data() { eachTheme(); }
    void venuesAreReadableAndApart()
    {
        QFETCH(int, theme);
        QFETCH(int, direction);
        Theme colours;
        colours.apply(ThemeChoice(theme), DirectionColours(direction));
        std::vector<QColor> seen;
        for (const char *venue : {"binance-usdm", "binance-coinm", "aster", "okx", "bybit", "bitget", "gate", "htx",
                 "kucoin", "mexc", "bingx", "phemex", "hyperliquid", "dydx", "lighter", "paradex", "deribit", "aevo",
                 "kraken", "bitfinex", "cryptocom", "woox", "backpack", "bitmart", "blofin", "delta"}) {
            const QColor colour = colours.venue(venue);
            QVERIFY2(contrastRatio(colour, colours.colour(Token::Panel)) >= 4.5, venue);
            for (const QColor &other : seen)
                QVERIFY2(distance(colour, other) > 15, venue); // a difference of 2 is seen side by side
            seen.push_back(colour);
        }
        QVERIFY(contrastRatio(colours.venue("somewhere-new"), colours.colour(Token::Panel)) >= 4.5);
    }

    void redUpSwapsOnlyTheDirection()
    {
        Theme first;
        Theme second;
        second.apply(ThemeChoice::Dark, DirectionColours::RedUp);
        QCOMPARE(second.colour(Token::Up), first.colour(Token::Down));
        QCOMPARE(second.colour(Token::Down), first.colour(Token::Up));
        for (const Token token : {Token::LiquidatedLong, Token::SeverityP1, Token::HealthDown, Token::LongsPay})
            QCOMPARE(second.colour(token), first.colour(token));
    }

    void darkIsNotBlack() { QVERIFY(Theme().colour(Token::Window).lightness() > 10); }

    void fundingIsColouredByWhoPays()
    {
        const Theme theme;
        QCOMPARE(theme.funding(0.0001), theme.colour(Token::NeutralFunding));
        QCOMPARE(theme.funding(0.00013), theme.colour(Token::NeutralFunding));
        QCOMPARE(theme.funding(-0.00002), theme.colour(Token::NeutralFunding));
        QCOMPARE(theme.funding(0.00014), theme.colour(Token::LongsPay));
        QCOMPARE(theme.funding(-0.000021), theme.colour(Token::ShortsPay));
    }

    void changedIsEmittedOnlyForAChange()
    {
        Theme theme;
        QSignalSpy spy(&theme, &Theme::changed);
        theme.apply(ThemeChoice::Dark, DirectionColours::GreenUp);
        QCOMPARE(spy.count(), 0);
        theme.apply(ThemeChoice::Light, DirectionColours::GreenUp);
        QCOMPARE(spy.count(), 1);
        QVERIFY(!theme.isDark());
    }

    void allDigitsOfTheNumberFontAreEquallyWide()
    {
        const Theme theme;
        for (const qreal factor : {0.75, 0.9, 1.0, 1.15, 1.5, 2.0})
            QVERIFY2(hasEqualDigits(theme.numberFont(factor)), qPrintable(QFontInfo(theme.numberFont()).family()));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
