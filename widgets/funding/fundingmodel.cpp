#include "widgets/funding/fundingmodel.h"

#include "widgets/funding/fundingtooltip.h"

#include <algorithm>

namespace isobar {

struct FundingModel::Node {
    quint32 id = 0;
    Node *parent = nullptr;
    FundingRow row;
    std::array<QString, FundingColumnCount> texts;
    Nodes children;
};

namespace {

bool sameRow(const FundingRow &a, const FundingRow &b)
{
    return a.kind == b.kind && a.venue == b.venue && a.instrument == b.instrument;
}

/// What makes the delegate draw the whole row anew although no text changed.
bool sameLook(const FundingRow &a, const FundingRow &b)
{
    return a.excluded == b.excluded && a.health == b.health && a.held == b.held && a.capped == b.capped
        && a.elevated == b.elevated && a.volumeSuspect == b.volumeSuspect;
}

int firstDifference(const QString &before, const QString &after)
{
    // Numbers stand right, so another length moves every digit.
    if (before.size() != after.size())
        return 0;
    const auto [a, b] = std::mismatch(before.begin(), before.end(), after.begin());
    return static_cast<int>(b - after.begin());
}

} // namespace

FundingModel::FundingModel(QObject *parent) : QAbstractItemModel(parent) { }

FundingModel::~FundingModel() = default;

const FundingModel::Nodes &FundingModel::siblings(const Node *parent) const
{
    return parent ? parent->children : m_rows;
}

FundingModel::Nodes &FundingModel::siblings(Node *parent) { return parent ? parent->children : m_rows; }

QModelIndex FundingModel::indexOf(const Node &node, int column) const
{
    const Nodes &nodes = siblings(node.parent);
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const auto &each) { return each.get() == &node; });
    return createIndex(static_cast<int>(found - nodes.begin()), column, node.parent);
}

QModelIndex FundingModel::indexOf(quint32 rowId, int column) const
{
    for (const auto &node : m_rows) {
        if (node->id == rowId)
            return indexOf(*node, column);
        for (const auto &child : node->children) {
            if (child->id == rowId)
                return indexOf(*child, column);
        }
    }
    return {};
}

const FundingRow *FundingModel::row(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const Nodes &nodes = siblings(static_cast<const Node *>(index.internalPointer()));
    return &nodes[static_cast<std::size_t>(index.row())]->row;
}

quint32 FundingModel::rowId(const QModelIndex &index) const
{
    if (!index.isValid())
        return 0;
    return siblings(static_cast<const Node *>(index.internalPointer()))[static_cast<std::size_t>(index.row())]->id;
}

QModelIndex FundingModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= FundingColumnCount || row >= rowCount(parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, nullptr);
    return createIndex(row, column, m_rows[static_cast<std::size_t>(parent.row())].get());
}

QModelIndex FundingModel::parent(const QModelIndex &child) const
{
    const auto *parent = child.isValid() ? static_cast<const Node *>(child.internalPointer()) : nullptr;
    return parent ? indexOf(*parent, 0) : QModelIndex();
}

int FundingModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_rows.size());
    if (parent.column() != 0 || parent.internalPointer())
        return 0;
    return static_cast<int>(m_rows[static_cast<std::size_t>(parent.row())]->children.size());
}

int FundingModel::columnCount(const QModelIndex &) const { return FundingColumnCount; }

QVariant FundingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &node = *siblings(static_cast<const Node *>(index.internalPointer()))[std::size_t(index.row())];
    const auto column = static_cast<FundingColumn>(index.column());
    const QString &text = node.texts[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            isTextColumn(column) ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return fundingToolTip(node.row, column, m_context);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2: %3").arg(node.texts[0], fundingColumnTitle(column, m_context.unit), text);
    case FundingRawRole:
        if (isTextColumn(column))
            return text;
        if (const auto value = fundingValue(node.row, column))
            return *value;
        return {};
    case FundingKindRole:
        return static_cast<int>(node.row.kind);
    case FundingFilterRole:
        return QString(node.row.name + QLatin1Char('\n') + node.row.longName + QLatin1Char('\n') + node.row.symbol);
    case FundingValidRole:
        return node.row.excluded == Exclusion::None;
    default:
        return {};
    }
}

QVariant FundingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= FundingColumnCount)
        return {};
    const auto column = static_cast<FundingColumn>(section);
    switch (role) {
    case Qt::DisplayRole:
        return fundingColumnTitle(column, m_context.unit);
    case Qt::ToolTipRole:
        return fundingColumnHint(column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            isTextColumn(column) ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

void FundingModel::setAsset(const AssetSnapshot *asset, TimeMs marketMs, TimeMs transportMs)
{
    m_context.marketMs = marketMs;
    m_context.transportMs = transportMs;
    std::vector<Target> targets;
    if (asset && !asset->venues.empty()) {
        targets.reserve(asset->venues.size() + 1);
        for (const VenueRow &venue : asset->venues) {
            Target &target = targets.emplace_back();
            target.row = fundingRow(venue);
            for (const ContractRow &contract : venue.contracts)
                target.children.push_back(fundingRow(contract, venue));
        }
        targets.push_back({fundingRow(*asset, m_byOpenInterest), {}});
    }
    const QString name = asset ? QString::fromStdString(asset->asset) : QString();
    // Another asset's numbers are not changes of these.
    const bool quiet = name != m_asset;
    m_asset = name;
    fill(nullptr, targets, quiet);
    renewAll(true);
}

void FundingModel::fill(Node *parent, const std::vector<Target> &targets, bool quiet)
{
    arrange(parent, targets);
    Nodes &nodes = siblings(parent);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        update(*nodes[i], targets[i].row, quiet);
        std::vector<Target> children;
        children.reserve(targets[i].children.size());
        for (const FundingRow &child : targets[i].children)
            children.push_back({child, {}});
        if (!children.empty() || !nodes[i]->children.empty())
            fill(nodes[i].get(), children, quiet);
    }
}

void FundingModel::arrange(Node *parent, const std::vector<Target> &targets)
{
    Nodes &nodes = siblings(parent);
    const QModelIndex parentIndex = parent ? indexOf(*parent, 0) : QModelIndex();
    for (std::size_t i = nodes.size(); i-- > 0;) {
        const bool stays = std::any_of(
            targets.begin(), targets.end(), [&](const Target &target) { return sameRow(target.row, nodes[i]->row); });
        if (!stays) {
            beginRemoveRows(parentIndex, int(i), int(i));
            nodes.erase(nodes.begin() + std::ptrdiff_t(i));
            endRemoveRows();
        }
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (i < nodes.size() && sameRow(nodes[i]->row, targets[i].row))
            continue;
        const auto later = std::find_if(nodes.begin() + std::ptrdiff_t(std::min(i, nodes.size())), nodes.end(),
            [&](const auto &node) { return sameRow(node->row, targets[i].row); });
        if (later == nodes.end()) {
            beginInsertRows(parentIndex, int(i), int(i));
            nodes.insert(nodes.begin() + std::ptrdiff_t(i), makeNode(parent, targets[i].row));
            for (const FundingRow &child : targets[i].children)
                nodes[i]->children.push_back(makeNode(nodes[i].get(), child));
            endInsertRows();
        } else {
            beginMoveRows(parentIndex, int(later - nodes.begin()), int(later - nodes.begin()), parentIndex, int(i));
            std::rotate(nodes.begin() + std::ptrdiff_t(i), later, later + 1);
            endMoveRows();
        }
    }
}

std::unique_ptr<FundingModel::Node> FundingModel::makeNode(Node *parent, const FundingRow &row)
{
    auto node = std::make_unique<Node>();
    node->id = ++m_lastId;
    node->parent = parent;
    node->row = row;
    for (int c = 0; c < FundingColumnCount; ++c)
        node->texts[std::size_t(c)] = fundingText(row, FundingColumn(c), m_context);
    return node;
}

void FundingModel::update(Node &node, const FundingRow &row, bool quiet)
{
    if (node.row == row)
        return;
    const bool look = sameLook(node.row, row);
    const bool sparkline = node.row.sparkline != row.sparkline;
    node.row = row;
    renew(node, false, quiet);
    if (!look) {
        Q_EMIT dataChanged(indexOf(node, 0), indexOf(node, FundingColumnCount - 1));
    } else if (sparkline) {
        const QModelIndex cell = indexOf(node, int(FundingColumn::Sparkline));
        Q_EMIT dataChanged(cell, cell);
    }
}

void FundingModel::renew(Node &node, bool onlyTime, bool quiet)
{
    // Only what can be seen to change is told: a price that moves below its last shown digit is not.
    int first = -1;
    const auto flush = [&](int end) {
        if (first >= 0)
            Q_EMIT dataChanged(indexOf(node, first), indexOf(node, end - 1));
        first = -1;
    };
    for (int c = 0; c < FundingColumnCount; ++c) {
        const auto column = static_cast<FundingColumn>(c);
        if (changesWithTime(column) != onlyTime) {
            flush(c);
            continue;
        }
        QString text = fundingText(node.row, column, m_context);
        QString &held = node.texts[static_cast<std::size_t>(c)];
        if (text == held) {
            flush(c);
            continue;
        }
        const int from = firstDifference(held, text);
        held.swap(text);
        if (first < 0)
            first = c;
        if (!quiet && !onlyTime)
            Q_EMIT cellChanged(indexOf(node, c), from);
    }
    flush(FundingColumnCount);
}

void FundingModel::renewAll(bool onlyTime)
{
    for (const auto &node : m_rows) {
        renew(*node, onlyTime, true);
        for (const auto &child : node->children)
            renew(*child, onlyTime, true);
    }
}

void FundingModel::setTime(TimeMs marketMs, TimeMs transportMs)
{
    m_context.marketMs = marketMs;
    m_context.transportMs = transportMs;
    renewAll(true);
}

void FundingModel::setRateUnit(RateUnit unit)
{
    if (unit == m_context.unit)
        return;
    m_context.unit = unit;
    renewAll(false);
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, FundingColumnCount - 1);
}

void FundingModel::setHeadlineByOpenInterest(bool on) { m_byOpenInterest = on; }

void FundingModel::retranslate()
{
    renewAll(false);
    renewAll(true);
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, FundingColumnCount - 1);
}

} // namespace isobar
