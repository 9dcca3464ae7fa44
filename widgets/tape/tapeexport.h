#pragma once
#include <QModelIndexList>
#include <QString>

namespace isobar {

class TapeModel;

/// The rows as tab-separated values with a line of names: UTC time with milliseconds, asset, venue id, side of the
/// position that died, price, coins and USD in full.
QString tapeTsv(const TapeModel &model, const QModelIndexList &rows);
/// The row as the screen shows it, for a chat.
QString tapeLine(const TapeModel &model, const QModelIndex &row);

} // namespace isobar
