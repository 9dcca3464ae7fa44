#include "widgets/funding/fundingflash.h"

namespace isobar {

namespace {
constexpr qint64 FadeMs = 350;
constexpr qint64 LengthMs = 600;
constexpr int StepMs = 100;
} // namespace

FundingFlash::FundingFlash(const FundingModel &model, QObject *parent) : QObject(parent), m_model(model)
{
    m_clock.start();
    m_timer.setInterval(StepMs);
    connect(&m_timer, &QTimer::timeout, this, &FundingFlash::step);
}

quint64 FundingFlash::keyOf(const QModelIndex &index) const
{
    return quint64(m_model.rowId(index)) * FundingColumnCount + quint64(index.column());
}

void FundingFlash::start(const QModelIndex &sourceIndex, int from)
{
    m_cells.insert(keyOf(sourceIndex), {m_clock.elapsed(), from, false});
    if (!m_timer.isActive())
        m_timer.start();
}

std::optional<FundingFlash::Flash> FundingFlash::at(const QModelIndex &sourceIndex) const
{
    if (m_cells.isEmpty())
        return {};
    const auto found = m_cells.constFind(keyOf(sourceIndex));
    if (found == m_cells.constEnd() || m_clock.elapsed() - found->startMs >= LengthMs)
        return {};
    return Flash{found->from, found->fading ? 0.45 : 1.0};
}

void FundingFlash::step()
{
    const qint64 now = m_clock.elapsed();
    QList<quint64> repaint;
    for (auto it = m_cells.begin(); it != m_cells.end();) {
        const qint64 age = now - it->startMs;
        if (age >= LengthMs) {
            repaint.append(it.key());
            it = m_cells.erase(it);
            continue;
        }
        if (age >= FadeMs && !it->fading) {
            it->fading = true;
            repaint.append(it.key());
        }
        ++it;
    }
    for (const quint64 key : repaint) {
        const QModelIndex index = m_model.indexOf(quint32(key / FundingColumnCount), int(key % FundingColumnCount));
        if (index.isValid())
            Q_EMIT repaintNeeded(index);
    }
    if (m_cells.isEmpty())
        m_timer.stop();
}

} // namespace isobar
