#include "widgets/alerts/conditionrow.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

/// How a number of a condition is shown: times `factor`, with so many decimals.
struct Unit {
    double factor = 1;
    int decimals = 2;
    double step = 1;
    const char *suffix = "";
    double usual = 0; ///< what a new condition begins with, as kept
};

Unit unitOf(UserConditionKind kind)
{
    using enum UserConditionKind;
    switch (kind) {
    case PriceAbove:
    case PriceBelow:
        return {1, 10, 100, "", 70'000};
    case PriceMoved:
        return {100, 3, 0.5, " %", 0.02};
    case PremiumAbove:
        return {100, 4, 0.05, " %", 0.005};
    case PremiumBelow:
        return {100, 4, 0.05, " %", -0.005};
    case FundingAbove:
        return {100, 4, 0.005, " %", 0.0005};
    case FundingBelow:
        return {100, 4, 0.005, " %", -0.0005};
    case DueAbove:
    case SpreadAbove:
        return {100, 4, 0.005, " %", 0.0005};
    case OpenInterestChanged:
        return {100, 3, 1, " %", 0.05};
    case Liquidated:
        return {1e-6, 3, 1, " M $", 2e7};
    case ClusterWithin:
        return {100, 3, 0.25, " %", 0.01};
    case FeedLost:
        return {1, 0, 1, "", 0};
    }
    return {};
}

/// As many decimals as the number has, and no more.
class ShortSpinBox : public QDoubleSpinBox {
public:
    QString textFromValue(double value) const override
    {
        QString text = QDoubleSpinBox::textFromValue(value);
        const QString point = locale().decimalPoint();
        if (text.contains(point)) {
            while (text.endsWith(locale().zeroDigit()))
                text.chop(1);
            if (text.endsWith(point))
                text.chop(static_cast<int>(point.size()));
        }
        return text;
    }
};

double usualWindow(UserConditionKind kind)
{
    using enum UserConditionKind;
    return kind == OpenInterestChanged ? 24 : kind == DueAbove ? 2 : 1;
}

} // namespace

ConditionRow::ConditionRow(const VenueNamesById &venues, QWidget *parent)
    : QWidget(parent), m_kind(new QComboBox), m_venue(new QComboBox), m_side(new QComboBox), m_value(new ShortSpinBox),
      m_window(new ShortSpinBox), m_remove(new QToolButton)
{
    for (std::size_t i = 0; i < UserConditionCount; ++i)
        m_kind->addItem(RuleWords::kindName(static_cast<UserConditionKind>(i)));
    m_venue->addItem(tr("all venues"), QString());
    for (auto each = venues.cbegin(); each != venues.cend(); ++each)
        m_venue->addItem(each.value(), each.key());
    m_side->addItems({tr("both sides"), tr("longs"), tr("shorts")});
    m_remove->setText(QStringLiteral("✕"));
    m_remove->setAccessibleName(tr("Remove condition"));
    m_remove->setToolTip(tr("Remove condition"));
    m_remove->setAutoRaise(true);
    m_kind->setAccessibleName(tr("Condition"));
    m_value->setAccessibleName(tr("Value"));
    m_window->setAccessibleName(tr("Window"));
    m_venue->setAccessibleName(tr("Venue"));
    m_side->setAccessibleName(tr("Side"));
    m_window->setPrefix(tr("within ", "within 4 h"));
    m_window->setSuffix(tr(" h"));
    m_window->setDecimals(2);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_kind, 2);
    row->addWidget(m_value, 1);
    row->addWidget(m_window, 1);
    row->addWidget(m_venue, 1);
    row->addWidget(m_side, 1);
    row->addWidget(m_remove);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        if (m_isFilling)
            return;
        UserCondition fresh;
        fresh.kind = kind();
        fresh.threshold = unitOf(fresh.kind).usual;
        fresh.windowHours = traitsOf(fresh.kind).hasWindow ? usualWindow(fresh.kind) : 0;
        setCondition(fresh);
        Q_EMIT changed();
    });
    const auto tell = [this] {
        if (!m_isFilling)
            Q_EMIT changed();
    };
    for (QDoubleSpinBox *box : {m_value, m_window})
        connect(box, &QDoubleSpinBox::valueChanged, this, tell);
    for (QComboBox *box : {m_venue, m_side})
        connect(box, &QComboBox::currentIndexChanged, this, tell);
    connect(m_remove, &QToolButton::clicked, this, &ConditionRow::removeWished);
    takeKind();
}

UserConditionKind ConditionRow::kind() const { return static_cast<UserConditionKind>(m_kind->currentIndex()); }

void ConditionRow::takeKind()
{
    const UserConditionTraits traits = traitsOf(kind());
    const Unit unit = unitOf(kind());
    m_value->setVisible(traits.hasThreshold);
    m_window->setVisible(traits.hasWindow);
    m_venue->setVisible(traits.hasVenue);
    m_side->setVisible(traits.hasSide);
    m_value->setDecimals(unit.decimals);
    m_value->setRange(traits.least * unit.factor, traits.most * unit.factor);
    m_value->setSingleStep(unit.step);
    m_value->setSuffix(QString::fromLatin1(unit.suffix));
    m_window->setRange(0.05, std::max(0.05, traits.mostWindowHours));
}

void ConditionRow::setCondition(const UserCondition &condition)
{
    m_isFilling = true;
    m_kind->setCurrentIndex(static_cast<int>(condition.kind));
    takeKind();
    m_value->setValue(condition.threshold * unitOf(condition.kind).factor);
    m_window->setValue(condition.windowHours);
    const QString venue = QString::fromStdString(condition.venue);
    if (m_venue->findData(venue) < 0)
        m_venue->addItem(venue, venue); // a rule from another desk
    m_venue->setCurrentIndex(m_venue->findData(venue));
    m_side->setCurrentIndex(condition.side ? 1 + static_cast<int>(*condition.side) : 0);
    m_isFilling = false;
}

UserCondition ConditionRow::condition() const
{
    const UserConditionTraits traits = traitsOf(kind());
    UserCondition condition;
    condition.kind = kind();
    if (traits.hasThreshold) // without the dust of the unit
        condition.threshold = std::round(m_value->value() / unitOf(condition.kind).factor * 1e12) / 1e12;
    if (traits.hasWindow)
        condition.windowHours = m_window->value();
    if (traits.hasVenue)
        condition.venue = m_venue->currentData().toString().toStdString();
    if (traits.hasSide && m_side->currentIndex() > 0)
        condition.side = static_cast<PositionSide>(m_side->currentIndex() - 1);
    return condition;
}

} // namespace isobar
