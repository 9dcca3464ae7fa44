#pragma once
#include "widgets/funding/fundingmodel.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>
#include <optional>

namespace isobar {

/// Remembers which cells changed a moment ago, so that their new digits flash for 600 ms. One timer for all; it runs
/// only while something flashes and asks to repaint only those cells.
class FundingFlash final : public QObject {
    Q_OBJECT
public:
    struct Flash {
        int from = 0; ///< first new character of the text
        double strength = 1; ///< 1 fresh, less while it fades
    };

    explicit FundingFlash(const FundingModel &model, QObject *parent = nullptr);

    void start(const QModelIndex &sourceIndex, int from);
    std::optional<Flash> at(const QModelIndex &sourceIndex) const;
    int count() const { return static_cast<int>(m_cells.size()); }

Q_SIGNALS:
    void repaintNeeded(const QModelIndex &sourceIndex);

private:
    struct Cell {
        qint64 startMs = 0;
        int from = 0;
        bool fading = false;
    };
    quint64 keyOf(const QModelIndex &index) const;
    void step();

    const FundingModel &m_model;
    QHash<quint64, Cell> m_cells;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace isobar
