#include "app/cli/historyfile.h"

#include "core/wire/inflater.h"

#include <QFile>

namespace isobar {

Result<HistoryFile> readHistoryFile(const QString &path)
{
    constexpr std::size_t MostBytes = std::size_t{1} << 30;
    const auto failed = [&path](const std::string &why) { return Error{path.toStdString() + ": " + why}; };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(file.errorString().toStdString());
    const QByteArray bytes = file.readAll();
    const std::string_view packed(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    Inflater inflater;
    std::string_view text = packed;
    if (packed.starts_with("\x1f\x8b")) { // the mark of gzip
        const auto content = inflater.inflate(packed, MostBytes);
        if (!content)
            return failed("the gzip file is cut off or damaged");
        text = *content;
    }
    auto history = readHistoryCsv(text);
    return history ? std::move(history) : failed(history.error());
}

} // namespace isobar
