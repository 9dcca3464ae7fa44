#pragma once
#include <QFile>
#include <QHash>
#include <QTranslator>
#include <QXmlStreamReader>

/// A language straight from its .ts file, for tests that look at translated windows.
class TsTranslator : public QTranslator {
public:
    explicit TsTranslator(const QString &code)
    {
        QFile file(QStringLiteral(ISOBAR_SOURCE_DIR "/translations/isobar_%1.ts").arg(code));
        if (!file.open(QIODevice::ReadOnly))
            return;
        QXmlStreamReader xml(&file);
        QString context;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("name"))
                context = xml.readElementText();
            else if (xml.name() == QLatin1String("message"))
                readMessage(xml, context);
        }
    }
    QString translate(const char *context, const char *source, const char *comment, int n) const override
    {
        const QStringList forms =
            m_forms.value(key(QString::fromUtf8(context), QString::fromUtf8(source), QString::fromUtf8(comment)));
        return forms.isEmpty() ? QString() : forms.value(n == 1 ? 0 : static_cast<int>(forms.size()) - 1);
    }
    bool isEmpty() const override { return m_forms.isEmpty(); }

private:
    static QString key(const QString &context, const QString &source, const QString &comment)
    {
        return context + QChar(0) + source + QChar(0) + comment;
    }

    void readMessage(QXmlStreamReader &xml, const QString &context)
    {
        QString source, comment;
        QStringList forms;
        while (xml.readNextStartElement()) {
            if (xml.name() == QLatin1String("source")) {
                source = xml.readElementText();
            } else if (xml.name() == QLatin1String("comment")) {
                comment = xml.readElementText();
            } else if (xml.name() == QLatin1String("translation")) {
                if (xml.readNext() == QXmlStreamReader::Characters && !xml.isWhitespace())
                    forms << xml.text().toString();
                while (!(xml.isEndElement() && xml.name() == QLatin1String("translation")) && !xml.atEnd()) {
                    if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
                        forms << xml.readElementText();
                    xml.readNext();
                }
            } else {
                xml.skipCurrentElement();
            }
        }
        m_forms.insert(key(context, source, comment), forms);
    }

    QHash<QString, QStringList> m_forms;
};
