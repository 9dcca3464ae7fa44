#pragma once
#include <QString>
#include <QStringList>
#include <QTranslator>

namespace isobar {

/// The translation in force. Changing it sends LanguageChange to every widget.
class Language {
public:
    ~Language();
    /// Codes of the languages that the program brings along, besides English.
    static QStringList available();
    /// `code` empty: the system's language if there is a translation, else English.
    void apply(const QString &code);

private:
    QTranslator m_own, m_qt;
};

} // namespace isobar
