#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

namespace {

/// One text of a .ts file: what the program asks for and what it gets (several forms where a number decides).
struct Message {
    QString context;
    QString source;
    QString type; ///< empty when finished; else "unfinished", "vanished" or "obsolete"
    QStringList forms;
    bool isNumerus = false;
};

struct TsFile {
    QString language;
    QString error; ///< empty when the file could be read to its end
    QList<Message> messages;
};

void readTranslation(QXmlStreamReader &xml, Message &message)
{
    message.type = xml.attributes().value(QLatin1String("type")).toString();
    if (!message.isNumerus) {
        message.forms << xml.readElementText();
        return;
    }
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("numerusform"))
            message.forms << xml.readElementText();
        else
            xml.skipCurrentElement();
    }
}

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    message.isNumerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source"))
            message.source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation"))
            readTranslation(xml, message);
        else
            xml.skipCurrentElement();
    }
    return message;
}

TsFile readTs(QXmlStreamReader &xml)
{
    TsFile ts;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("TS"))
            ts.language = xml.attributes().value(QLatin1String("language")).toString();
        else if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            ts.messages << readMessage(xml, context);
    }
    ts.error = xml.hasError() ? xml.errorString() : QString();
    return ts;
}

QSet<QString> placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%(?:[1-9]|n)"));
    QSet<QString> found;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        found << it.next().captured();
    return found;
}

/// Keys underlined in menus: "&V", but neither "&&" nor an entity of rich text ("&nbsp;").
qsizetype mnemonics(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("&(?!\\w+;|#)\\w"));
    return QString(text).remove(QStringLiteral("&&")).count(pattern);
}

/// What is wrong with a message, in words; empty when nothing is.
QString faultOf(const Message &message)
{
    if (!message.type.isEmpty())
        return message.type;
    if (message.forms.isEmpty() || (message.isNumerus && message.forms.size() < 2))
        return QStringLiteral("a form is missing");
    for (const QString &form : message.forms) {
        if (form.isEmpty())
            return QStringLiteral("empty");
        if (placeholders(form) != placeholders(message.source))
            return QStringLiteral("other placeholders");
        if (mnemonics(form) != mnemonics(message.source) || mnemonics(form) > 1)
            return QStringLiteral("other mnemonics");
    }
    return {};
}

QDir translations() { return QDir(QStringLiteral(ISOBAR_SOURCE_DIR "/translations")); }

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslatedWell_data();
    void everyTextIsTranslatedWell();
    void germanAndEnglishAreThere();
    void pluralsAreTheSameInEveryLanguage();
    void findsFaults_data();
    void findsFaults();

private:
    static TsFile open(const QString &name);
};

TsFile TestTranslations::open(const QString &name)
{
    QFile file(translations().filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        return {{}, file.errorString(), {}};
    QXmlStreamReader xml(&file);
    return readTs(xml);
}

void TestTranslations::everyTextIsTranslatedWell_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : translations().entryList({QStringLiteral("*.ts")}, QDir::Files))
        QTest::newRow(qPrintable(name)) << name;
}

void TestTranslations::everyTextIsTranslatedWell()
{
    QFETCH(QString, name);
    const TsFile ts = open(name);
    QCOMPARE(ts.error, QString());
    QVERIFY(name == QStringLiteral("isobar_%1.ts").arg(ts.language.section(u'_', 0, 0)));
    QVERIFY(!ts.messages.isEmpty());
    QStringList faults;
    for (const Message &message : ts.messages) {
        const QString fault = faultOf(message);
        if (!fault.isEmpty())
            faults << QStringLiteral("%1: \"%2\": %3").arg(message.context, message.source, fault);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

void TestTranslations::germanAndEnglishAreThere()
{
    const QStringList files = translations().entryList({QStringLiteral("*.ts")}, QDir::Files);
    QVERIFY(files.contains(QStringLiteral("isobar_de.ts")));
    QVERIFY(files.contains(QStringLiteral("isobar_en.ts")));
}

void TestTranslations::pluralsAreTheSameInEveryLanguage()
{
    const auto plurals = [](const QString &name) {
        QSet<QString> found;
        for (const Message &message : open(name).messages) {
            if (message.isNumerus)
                found << message.context + u'/' + message.source;
        }
        return found;
    };
    const QSet<QString> german = plurals(QStringLiteral("isobar_de.ts"));
    QVERIFY(!german.isEmpty());
    QCOMPARE(plurals(QStringLiteral("isobar_en.ts")), german);
}

void TestTranslations::findsFaults_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const char *message, const char *fault) {
        QTest::newRow(name) << QString::fromUtf8(message) << QString::fromUtf8(fault);
    };
    row("good", "<message><source>&amp;View %1</source><translation>&amp;Ansicht %1</translation></message>", "");
    row("per cent is no placeholder", "<message><source>% / day</source><translation>% / Tag</translation></message>",
        "");
    row("unfinished", "<message><source>View</source><translation type=\"unfinished\"></translation></message>",
        "unfinished");
    row("vanished", "<message><source>View</source><translation type=\"vanished\">Ansicht</translation></message>",
        "vanished");
    row("empty", "<message><source>View</source><translation></translation></message>", "empty");
    row("no translation", "<message><source>View</source></message>", "a form is missing");
    row("lost placeholder", "<message><source>%1 of %2</source><translation>%1</translation></message>",
        "other placeholders");
    row("foreign placeholder", "<message><source>%1</source><translation>%1 %2</translation></message>",
        "other placeholders");
    row("one plural form",
        "<message numerus=\"yes\"><source>%n event(s)</source>"
        "<translation><numerusform>%n Ereignis</numerusform></translation></message>",
        "a form is missing");
    row("plural without number",
        "<message numerus=\"yes\"><source>%n event(s)</source><translation>"
        "<numerusform>ein Ereignis</numerusform><numerusform>%n Ereignisse</numerusform></translation></message>",
        "other placeholders");
    row("lost mnemonic", "<message><source>&amp;View</source><translation>Ansicht</translation></message>",
        "other mnemonics");
    row("two mnemonics", "<message><source>&amp;View</source><translation>&amp;Ansi&amp;cht</translation></message>",
        "other mnemonics");
    row("an ampersand is no mnemonic",
        "<message><source>P&amp;&amp;L &amp;lt; 0</source><translation>P&amp;&amp;L &amp;lt; 0</translation></message>",
        "");
}

void TestTranslations::findsFaults()
{
    QFETCH(QString, message);
    QFETCH(QString, fault);
    QXmlStreamReader xml(
        QStringLiteral("<TS language=\"de_DE\"><context><name>A</name>%1</context></TS>").arg(message));
    const TsFile ts = readTs(xml);
    QCOMPARE(ts.error, QString());
    QCOMPARE(ts.messages.size(), 1);
    QCOMPARE(faultOf(ts.messages.front()), fault);
}

QTEST_GUILESS_MAIN(TestTranslations)

#include "tst_translations.moc"
