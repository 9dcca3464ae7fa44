#include "app/gui/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>

namespace isobar {

namespace {
const QString Folder = QStringLiteral(":/i18n");
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

QStringList Language::available()
{
    QStringList codes;
    for (const QString &file : QDir(Folder).entryList({QStringLiteral("isobar_*.qm")}, QDir::Files)) {
        const QString code = file.mid(7, file.size() - 10);
        if (code != QLatin1String("en"))
            codes.append(code);
    }
    codes.sort();
    return codes;
}

void Language::apply(const QString &code)
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    QString chosen = code;
    if (chosen.isEmpty()) {
        const QString system = QLocale::system().name().section(u'_', 0, 0);
        chosen = available().contains(system) ? system : QStringLiteral("en");
    }
    // English has a file too: the plural forms of %n.
    if (m_own.load(QStringLiteral("isobar_") + chosen, Folder))
        QCoreApplication::installTranslator(&m_own);
    if (chosen != QLatin1String("en")
        && m_qt.load(QStringLiteral("qtbase_") + chosen, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

} // namespace isobar
