#include "core/storage/ledgerstore.h"

#include "core/storage/filesync.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QUrl>

namespace isobar {

namespace {

const QString Suffix = QStringLiteral(".jsonl"), BackfillSuffix = QStringLiteral(".backfill.jsonl"),
              MarketName = QStringLiteral("market");

/// Names of assets may hold what file names may not.
QString pathOf(const std::string &folder, const std::string &asset, bool isBackfill)
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(asset)));
    return QDir(QString::fromStdString(folder)).filePath(name + (isBackfill ? BackfillSuffix : Suffix));
}

Error cannotWrite(const QFileDevice &file)
{
    const std::string why =
        file.error() == QFileDevice::NoError ? "the disk did not confirm it" : file.errorString().toStdString();
    return Error{"cannot write " + file.fileName().toStdString() + ": " + why};
}

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines)
        text += line + "\n";
    return text;
}

Result<void> replaceFile(const QString &path, const std::string &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0
        || !file.commit())
        return cannotWrite(file);
    return {};
}

/// A line that a crash cut off stays a line of its own.
bool endsInLineBreak(QFile &file)
{
    char last = '\n';
    const qint64 size = file.size();
    if (size > 0 && file.seek(size - 1))
        file.getChar(&last);
    file.seek(size);
    return last == '\n';
}

} // namespace

LedgerStore::LedgerStore(std::string folder, const std::string &market, StorageThread &thread, Callbacks callbacks)
    : m_folder(std::move(folder)), m_thread(thread), m_callbacks(std::move(callbacks))
{
    QDir dir(QString::fromStdString(m_folder));
    dir.mkpath(QStringLiteral("."));
    QFile named(dir.filePath(MarketName));
    const bool isKnown = named.open(QIODevice::ReadOnly);
    const bool isSame = isKnown && named.readAll().toStdString() == market;
    named.close();
    if (isKnown && !isSame) {
        for (const QString &name : dir.entryList({QStringLiteral("*") + Suffix}, QDir::Files))
            dir.remove(name);
    }
    if (!isSame) {
        if (const Result<void> done = replaceFile(named.fileName(), market); !done)
            tell(done);
    }
    m_thread.add(*this);
}

LedgerStore::~LedgerStore() { close(); }

void LedgerStore::close() { m_thread.remove(*this); }

void LedgerStore::append(const std::string &asset, const std::vector<std::string> &lines)
{
    {
        const std::lock_guard lock(m_mutex);
        Waiting &waiting = m_waiting[asset];
        waiting.text += joined(lines);
        waiting.lines += lines.size();
    }
    m_thread.wake();
}

void LedgerStore::replaceBackfill(const std::string &asset, const std::vector<std::string> &lines)
{
    {
        const std::lock_guard lock(m_mutex);
        m_backfills[asset] = {joined(lines), lines.size()};
    }
    m_thread.wake();
}

Result<void> LedgerStore::store(const std::string &path, const std::string &text)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return cannotWrite(file);
    const qint64 end = file.size();
    const std::string whole = (endsInLineBreak(file) ? "" : "\n") + text;
    const auto size = static_cast<qint64>(whole.size());
    if (file.write(whole.data(), size) == size && syncToDisk(file))
        return {};
    const Error error = cannotWrite(file);
    file.resize(end); // not half a line before the next try
    return error;
}

void LedgerStore::writeOut()
{
    std::map<std::string, Waiting> batch, backfills;
    {
        const std::lock_guard lock(m_mutex);
        batch.swap(m_waiting);
        backfills.swap(m_backfills);
    }
    for (auto &[asset, waiting] : batch) {
        const Result<void> stored = store(pathOf(m_folder, asset, false).toStdString(), waiting.text);
        tell(stored);
        if (stored && m_callbacks.stored)
            m_callbacks.stored(asset, waiting.lines);
        if (!stored) { // before what came meanwhile
            const std::lock_guard lock(m_mutex);
            Waiting &later = m_waiting[asset];
            later.text = waiting.text + later.text;
            later.lines += waiting.lines;
        }
    }
    // What is lost of a backfill is made again.
    for (const auto &[asset, waiting] : backfills)
        tell(replaceFile(pathOf(m_folder, asset, true), waiting.text));
}

void LedgerStore::tell(const Result<void> &done)
{
    const bool isTroubled = !done;
    if (isTroubled == m_isTroubled)
        return;
    m_isTroubled = isTroubled;
    if (m_callbacks.tell)
        m_callbacks.tell({m_folder, isTroubled ? done.error() : std::string(), 0});
}

Result<std::vector<std::string>> readLedger(const std::string &folder, const std::string &asset, bool isBackfill)
{
    QFile file(pathOf(folder, asset, isBackfill));
    std::vector<std::string> lines;
    if (!file.exists())
        return lines;
    if (!file.open(QIODevice::ReadOnly))
        return Error{"cannot read " + file.fileName().toStdString() + ": " + file.errorString().toStdString()};
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (line.endsWith('\n') && line.size() > 1)
            lines.push_back(line.left(line.size() - 1).toStdString());
    }
    return lines;
}

std::vector<std::string> ledgerAssets(const std::string &folder)
{
    std::vector<std::string> assets;
    const QDir dir(QString::fromStdString(folder));
    for (const QString &name : dir.entryList({QStringLiteral("*") + Suffix}, QDir::Files, QDir::Name)) {
        if (!name.endsWith(BackfillSuffix))
            assets.push_back(QUrl::fromPercentEncoding(name.chopped(Suffix.size()).toLatin1()).toStdString());
    }
    return assets;
}

} // namespace isobar
