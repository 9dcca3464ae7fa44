#include "widgets/style/contrast.h"
#include "widgets/style/numberfont.h"
#include "widgets/style/theme.h"

#include <QFontInfo>
#include <QSignalSpy>
#include <QTest>

using namespace isobar;

namespace {

const std::vector<Token> TextTokens{Token::Value, Token::Label, Token::Unit, Token::Accent, Token::Link, Token::Up,
    Token::Down, Token::LongsPay, Token::ShortsPay, Token::NeutralFunding, Token::LiquidatedLong,
    Token::LiquidatedShort, Token::SeverityP1, Token::SeverityP2, Token::SeverityP3, Token::SeverityP4,
    Token::HealthLive, Token::HealthStarting, Token::HealthStale, Token::HealthDown, Token::HealthOff};

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
        std::vector<QRgb> seen;
        for (const char *venue :
            {"binance-usdm", "okx", "bybit", "hyperliquid", "bitget", "gate", "kraken", "dydx", "somewhere-new"}) {
            const QColor colour = colours.venue(venue);
            QVERIFY(contrastRatio(colour, colours.colour(Token::Panel)) >= 4.5);
            QVERIFY(std::find(seen.begin(), seen.end(), colour.rgb()) == seen.end());
            seen.push_back(colour.rgb());
        }
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
