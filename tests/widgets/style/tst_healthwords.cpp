#include "tests/support/tstranslator.h"
#include "widgets/style/healthwords.h"

#include <QtTest>

using namespace isobar;

/// Why a feed is not live, in the user's language.
class TestHealthWords : public QObject {
    Q_OBJECT

private:
    TsTranslator m_german{QStringLiteral("de")};

private Q_SLOTS:
    void hasTheWordsOfCore()
    {
        for (std::size_t i = 0; i < HealthCauseCount; ++i) {
            const auto cause = static_cast<HealthCause>(i);
            QCOMPARE(std::string(translatedCause(cause)), std::string(causePattern(cause)));
            QVERIFY2(!m_german.translate("isobar::HealthWords", translatedCause(cause), nullptr, -1).isEmpty(),
                translatedCause(cause));
        }
    }

    void saysWhy_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        const auto row = [](const char *sentence, const char *english, const char *german) {
            QTest::addRow("%s", sentence)
                << QString::fromUtf8(sentence) << QString::fromUtf8(english) << QString::fromUtf8(german);
        };
        row("open_interest: no frame for 70 s (REST: no answer in time)",
            "open interest: no frame for 70 s (REST: no answer in time)",
            "Open Interest: seit 70 s kein Datensatz (REST: keine rechtzeitige Antwort)");
        row("mark: mute, connecting anew", "mark price: mute, connecting anew",
            "Mark-Preis: stumm, verbindet sich neu");
        row("connection closed by the venue: 100%1", "connection closed by the venue: 100%1",
            "Verbindung von der Börse geschlossen: 100%1");
        row("Connection refused", "Connection refused", "Connection refused");
    }
    void saysWhy()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, english);
        QFETCH(QString, german);
        QCOMPARE(HealthWords::cause(sentence.toStdString()), english);
        QCoreApplication::installTranslator(&m_german);
        const QString said = HealthWords::cause(sentence.toStdString());
        QCoreApplication::removeTranslator(&m_german);
        QCOMPARE(said, german);
    }
};

QTEST_MAIN(TestHealthWords)
#include "tst_healthwords.moc"
