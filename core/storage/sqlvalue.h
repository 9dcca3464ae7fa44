#pragma once
#include <QByteArray>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace isobar {

inline QVariant sqlValue(double value) { return value; }
inline QVariant sqlValue(int value) { return value; }
inline QVariant sqlValue(bool value) { return value ? 1 : 0; }
inline QVariant sqlValue(std::int64_t value) { return QVariant::fromValue<qlonglong>(value); }
inline QVariant sqlValue(const QByteArray &value) { return value; }
inline QVariant sqlValue(const std::string &value) { return QString::fromStdString(value); }
inline QVariant sqlValue(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}
/// Absent is NULL.
template <class T> QVariant sqlValue(const std::optional<T> &value) { return value ? sqlValue(*value) : QVariant(); }

/// Binds the values to the places of a prepared statement, in their order.
template <class... Values> void bindAll(QSqlQuery &query, const Values &...values)
{
    int place = 0;
    (query.bindValue(place++, sqlValue(values)), ...);
}

/// Columns of a row; NULL is absent.
inline std::optional<double> realAt(const QSqlQuery &query, int column)
{
    const QVariant value = query.value(column);
    return value.isNull() ? std::nullopt : std::optional(value.toDouble());
}
inline std::optional<std::int64_t> wholeAt(const QSqlQuery &query, int column)
{
    const QVariant value = query.value(column);
    return value.isNull() ? std::nullopt : std::optional<std::int64_t>(value.toLongLong());
}
inline std::string textAt(const QSqlQuery &query, int column) { return query.value(column).toString().toStdString(); }

} // namespace isobar
