#pragma once
#include "core/base/time.h"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// Rows of an export on their way to a file: CSV with a head line, or one JSON object a line. Columns are named once;
/// each row gives a cell for each, in that order.
class ExportTable {
public:
    enum class Format { Csv, Json };
    ExportTable(std::FILE *out, Format format, std::vector<std::string> columns);

    ExportTable &time(TimeMs timeMs); ///< two cells: ISO 8601 and Unix ms
    ExportTable &text(std::string_view value);
    ExportTable &number(std::optional<double> value); ///< absent: empty, or null
    ExportTable &whole(std::optional<std::int64_t> value);
    void endRow();
    std::uint64_t rows() const { return m_rows; }
    /// The disk or the pipe took no more.
    bool hasFailed() const { return m_hasFailed; }

private:
    void cell(std::string_view value, bool isText);

    std::FILE *m_out;
    Format m_format;
    std::vector<std::string> m_columns;
    std::size_t m_column = 0;
    std::string m_line;
    std::uint64_t m_rows = 0;
    bool m_hasFailed = false;
};

} // namespace isobar
