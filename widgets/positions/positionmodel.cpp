#include "widgets/positions/positionmodel.h"

#include "widgets/positions/positionwords.h"
#include "widgets/style/formats.h"
#include "widgets/style/positiontitle.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double NearLiquidation = 0.03, VeryNear = 0.01; // of the price

Token moneyToken(std::optional<double> received)
{
    if (!received || std::abs(*received) < 0.005)
        return Token::Label;
    return *received > 0 ? Token::Up : Token::Down;
}

std::optional<double> received(std::optional<double> paid) { return paid ? std::optional(-*paid) : std::nullopt; }

Token nearnessToken(const PositionView &view)
{
    if (view.value.now && view.value.now->isLiquidated)
        return Token::SeverityP1;
    if (!view.value.distance)
        return Token::Label;
    const double away = std::abs(*view.value.distance);
    const double warn = view.position.alertWithin.value_or(NearLiquidation);
    return away <= std::min(VeryNear, warn) ? Token::SeverityP1 : away <= warn ? Token::SeverityP2 : Token::Value;
}

bool isStale(const PositionView &view) { return !view.isValued || view.health != HealthState::Live; }

} // namespace

PositionModel::Row PositionModel::makeRow(const PositionView &view) const
{
    Row row{view, {}};
    const PositionValue &value = view.value;
    const auto put = [&](PositionColumn column, const QString &text, Token colour = Token::Value) {
        row.cells[static_cast<std::size_t>(column)] = {text, isStale(view) ? Token::Disabled : colour};
    };
    const bool isLong = view.position.side == PositionSide::Long;
    const QString title = positionTitle(view.position);
    put(PositionColumn::Title,
        view.position.id == 0 ? tr("%1 (not kept)", "the calculator's position").arg(title) : title,
        isLong ? Token::LongsPay : Token::ShortsPay);
    put(PositionColumn::Contract,
        PositionWords::contract(view) + (view.isInverse() ? tr(" inverse", "after a contract") : QString()),
        Token::Label);
    put(PositionColumn::Entry, formats::price(view.position.entryPrice), Token::Label);
    put(PositionColumn::Mark, formats::price(view.mark));
    const auto profit = value.now ? std::optional(value.now->profitUsd) : std::nullopt;
    put(PositionColumn::Profit,
        value.now
            ? QStringLiteral("%1  %2").arg(PositionWords::signedUsd(profit), formats::change(value.now->profitShare, 1))
            : QString(formats::Dash),
        moneyToken(profit));
    put(PositionColumn::Liquidation,
        value.now && value.now->isLiquidated
            ? tr("%1 passed", "liquidation price").arg(PositionWords::liquidation(view))
            : PositionWords::liquidation(view),
        nearnessToken(view));
    put(PositionColumn::Distance, PositionWords::distance(view), nearnessToken(view));
    put(PositionColumn::Sigmas, PositionWords::sigmas(view), Token::Label);
    put(PositionColumn::Touch24h, formats::percent(view.touch24h, 1), Token::Label);
    put(PositionColumn::NextFunding, PositionWords::nextFunding(view, m_marketMs),
        moneyToken(received(value.dueNextUsd)));
    put(PositionColumn::PerDay, PositionWords::signedUsd(received(value.duePerDayUsd)),
        moneyToken(received(value.duePerDayUsd)));
    put(PositionColumn::DayShare, formats::change(received(value.dayShareOfMargin), 2),
        moneyToken(received(value.duePerDayUsd)));
    put(PositionColumn::Realised, PositionWords::realised(view, m_zone), moneyToken(received(value.realisedUsd)));
    put(PositionColumn::MarginLeft,
        value.now           ? formats::usdExact(value.now->marginLeftUsd)
            : view.isValued ? formats::usdExact(value.marginUsd)
                            : QString(formats::Dash));
    put(PositionColumn::Alert, view.position.alertWithin ? formats::percent(view.position.alertWithin, 1) : tr("off"),
        Token::Label);
    return row;
}

void PositionModel::setViews(std::vector<PositionView> views, TimeMs marketMs)
{
    m_marketMs = marketMs;
    const bool isSame = std::equal(views.begin(), views.end(), m_rows.begin(), m_rows.end(),
        [](const PositionView &view, const Row &row) { return view.position.id == row.view.position.id; });
    if (!isSame) {
        // The user added, removed or undid: rare, and every row may be another.
        beginResetModel();
        m_rows.clear();
        for (const PositionView &view : views)
            m_rows.push_back(makeRow(view));
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < views.size(); ++i) {
        Row fresh = makeRow(views[i]);
        for (int c = 0; c < PositionColumnCount; ++c) {
            const auto at = static_cast<std::size_t>(c);
            if (fresh.cells[at] == m_rows[i].cells[at])
                continue;
            m_rows[i].cells[at] = fresh.cells[at];
            Q_EMIT dataChanged(index(static_cast<int>(i), c), index(static_cast<int>(i), c));
        }
        m_rows[i].view = std::move(fresh.view);
    }
}

void PositionModel::retranslate()
{
    for (Row &row : m_rows)
        row = makeRow(PositionView(row.view));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, PositionColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, PositionColumnCount - 1));
}

const PositionView *PositionModel::viewAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)].view : nullptr;
}

int PositionModel::rowOf(std::uint64_t id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const Row &row) { return row.view.position.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PositionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PositionModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : PositionColumnCount; }

QVariant PositionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Cell &cell = row.cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case PositionTokenRole:
        return static_cast<int>(cell.colour);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() <= static_cast<int>(PositionColumn::Contract)
                ? Qt::AlignLeft | Qt::AlignVCenter
                : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return PositionWords::spoken(row.view, m_marketMs, m_zone);
    default:
        return {};
    }
}

QVariant PositionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section <= static_cast<int>(PositionColumn::Contract)
                ? Qt::AlignLeft | Qt::AlignVCenter
                : Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<PositionColumn>(section)) {
    case PositionColumn::Title:
        return tr("Position");
    case PositionColumn::Contract:
        return tr("Contract");
    case PositionColumn::Entry:
        return tr("Entry");
    case PositionColumn::Mark:
        return tr("Mark");
    case PositionColumn::Profit:
        return tr("Profit");
    case PositionColumn::Liquidation:
        return tr("Liquidation");
    case PositionColumn::Distance:
        return tr("Away", "column: distance to the liquidation price");
    case PositionColumn::Sigmas:
        return tr("σ of a day");
    case PositionColumn::Touch24h:
        return tr("24h touch", "column: probability that the liquidation price is reached");
    case PositionColumn::NextFunding:
        return tr("Funding next");
    case PositionColumn::PerDay:
        return tr("A day", "column: funding a day");
    case PositionColumn::DayShare:
        return tr("of margin", "column: funding a day as a share of the margin");
    case PositionColumn::Realised:
        return tr("Settled", "column: funding settled since the position was opened");
    case PositionColumn::MarginLeft:
        return tr("Margin left");
    case PositionColumn::Alert:
        return tr("Warn at", "column: distance to the liquidation price at which a warning comes");
    case PositionColumn::Count:
        break;
    }
    return {};
}

} // namespace isobar
