#include "app/cli/commands/exporttable.h"

#include "core/base/isotime.h"
#include "core/base/numbers.h"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

namespace isobar {

namespace {

std::string quotedCsv(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == text.npos)
        return std::string(text);
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

std::string quotedJson(std::string_view text)
{
    return boost::json::serialize(boost::json::string(text.data(), text.size()));
}

} // namespace

ExportTable::ExportTable(std::FILE *out, Format format, std::vector<std::string> columns)
    : m_out(out), m_format(format), m_columns(std::move(columns))
{
    if (m_format == Format::Json)
        return;
    for (const std::string &name : m_columns)
        m_line += (m_line.empty() ? "" : ",") + name;
    m_line += '\n';
    m_hasFailed = std::fputs(m_line.c_str(), m_out) < 0;
    m_line.clear();
}

void ExportTable::cell(std::string_view value, bool isText)
{
    if (m_format == Format::Csv) {
        m_line += m_column > 0 ? "," : "";
        m_line += isText ? quotedCsv(value) : std::string(value);
    } else {
        m_line += m_column > 0 ? "," : "{";
        m_line += quotedJson(m_columns[m_column]) + ":";
        m_line += isText ? quotedJson(value) : value.empty() ? "null" : std::string(value);
    }
    ++m_column;
}

ExportTable &ExportTable::time(TimeMs timeMs) { return text(formatIsoTime(timeMs)).whole(timeMs); }

ExportTable &ExportTable::text(std::string_view value)
{
    cell(value, true);
    return *this;
}

ExportTable &ExportTable::number(std::optional<double> value)
{
    cell(value ? formatShortest(*value) : std::string(), false);
    return *this;
}

ExportTable &ExportTable::whole(std::optional<std::int64_t> value)
{
    cell(value ? std::to_string(*value) : std::string(), false);
    return *this;
}

void ExportTable::endRow()
{
    m_line += m_format == Format::Json ? "}\n" : "\n";
    m_hasFailed = std::fputs(m_line.c_str(), m_out) < 0 || m_hasFailed;
    m_line.clear();
    m_column = 0;
    ++m_rows;
}

} // namespace isobar
