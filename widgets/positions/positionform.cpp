#include "widgets/positions/positionform.h"

#include "widgets/positions/numbertext.h"
#include "widgets/positions/positionwords.h"
#include "widgets/style/formats.h"
#include "widgets/style/positiontitle.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QComboBox>
#include <QDateTime>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <limits>
#include <utility>

namespace isobar {

namespace {

constexpr double Unreadable = std::numeric_limits<double>::quiet_NaN();
constexpr TimeMs Never = std::numeric_limits<TimeMs>::max(); // later than now: what faultsOf() names

QString keyOf(const std::string &venue, const std::string &symbol)
{
    return QString::fromStdString(venue) + u'/' + QString::fromStdString(symbol);
}

double numberIn(const QLineEdit &field, double whenEmpty)
{
    return field.text().trimmed().isEmpty() ? whenEmpty : readNumber(field.text()).value_or(Unreadable);
}

} // namespace

QLineEdit *PositionForm::addField(QBoxLayout *row, QLabel *&label, int digits)
{
    label = new QLabel;
    auto *field = new QLineEdit;
    field->setMinimumWidth(QFontMetrics(m_theme.numberFont()).horizontalAdvance(QString(digits, u'0')) + 18);
    field->setMaximumWidth(2 * field->minimumWidth());
    field->setAlignment(Qt::AlignRight);
    label->setBuddy(field);
    row->addWidget(label);
    row->addWidget(field);
    connect(field, &QLineEdit::textEdited, this, &PositionForm::changed);
    connect(field, &QLineEdit::returnPressed, this, &PositionForm::keepRequested);
    return field;
}

PositionForm::PositionForm(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_rows(new QBoxLayout(QBoxLayout::TopToBottom)), m_parts{new QWidget(this), new QWidget(this), new QWidget(this),
                                                           new QWidget(this), new QWidget(this)},
      m_long(new QToolButton), m_short(new QToolButton), m_keep(new QToolButton), m_clear(new QToolButton),
      m_message(new QLabel), m_unit(new QComboBox), m_contract(new QComboBox)
{
    const int gap = theme.spacing();
    const auto rowOf = [gap](QWidget *part) {
        auto *row = new QHBoxLayout(part);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(gap);
        return row;
    };
    QBoxLayout *amount = rowOf(m_parts[0]), *entry = rowOf(m_parts[1]), *where = rowOf(m_parts[2]),
               *opening = rowOf(m_parts[3]), *warning = rowOf(m_parts[4]);
    for (QToolButton *side : {m_long, m_short}) {
        side->setCheckable(true);
        side->setAutoExclusive(true);
        amount->addWidget(side);
        connect(side, &QToolButton::clicked, this, &PositionForm::changed);
    }
    m_long->setChecked(true);
    m_size = addField(amount, m_sizeLabel, 8);
    amount->addWidget(m_unit);
    m_entry = addField(entry, m_entryLabel, 9);
    m_leverage = addField(entry, m_leverageLabel, 4);
    m_contract->setMinimumContentsLength(16);
    m_contract->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    where->addWidget(m_contract, 1);
    m_margin = addField(opening, m_marginLabel, 6);
    m_opened = addField(opening, m_openedLabel, 14);
    m_alert = addField(warning, m_alertLabel, 4);
    warning->addWidget(m_keep);
    warning->addWidget(m_clear);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap, 3, gap, 2);
    column->setSpacing(2);
    column->addLayout(m_rows);
    column->addWidget(m_message);
    m_message->hide();
    m_leverage->setText(QStringLiteral("10"));
    m_alert->setText(QStringLiteral("5"));
    m_unit->addItems({{}, QStringLiteral("USD")});
    connect(m_unit, &QComboBox::activated, this, &PositionForm::changed);
    connect(m_contract, &QComboBox::activated, this, [this] {
        m_wantedContract = m_contract->currentData().toString();
        Q_EMIT changed();
    });
    connect(m_keep, &QToolButton::clicked, this, &PositionForm::keepRequested);
    connect(m_clear, &QToolButton::clicked, this, &PositionForm::clearRequested);
    connect(&theme, &Theme::changed, this, &PositionForm::dress);
    setFocusProxy(m_size);
    retranslate();
}

void PositionForm::retranslate()
{
    m_long->setText(tr("Long", "side of a position"));
    m_short->setText(tr("Short", "side of a position"));
    m_sizeLabel->setText(tr("Size"));
    m_entryLabel->setText(tr("Entry"));
    m_leverageLabel->setText(tr("Leverage"));
    m_marginLabel->setText(tr("Added margin $"));
    m_openedLabel->setText(tr("Opened"));
    m_alertLabel->setText(tr("Warn within %"));
    m_contract->setAccessibleName(tr("Contract"));
    m_unit->setAccessibleName(tr("Unit of the size"));
    m_size->setAccessibleName(tr("Size"));
    m_entry->setAccessibleName(tr("Entry price"));
    m_entry->setToolTip(tr("Entry price in USD per coin; empty: the mark"));
    m_leverage->setAccessibleName(tr("Leverage"));
    m_margin->setAccessibleName(tr("Margin added beyond what the leverage asks for, in USD"));
    m_margin->setToolTip(m_margin->accessibleName());
    m_margin->setPlaceholderText(QStringLiteral("0"));
    m_opened->setAccessibleName(tr("When it was opened"));
    m_opened->setToolTip(tr("When it was opened, as 2026-01-31 14:03 or 14:03: funding settled since then is counted. "
                            "Empty: now, once it is kept"));
    m_opened->setPlaceholderText(tr("now"));
    m_alert->setAccessibleName(tr("Warn when the liquidation price is within so many per cent of the price"));
    m_alert->setToolTip(m_alert->accessibleName() + tr("; empty: never"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Empties the fields; what is kept stays"));
    dress();
    fitTo(width());
}

void PositionForm::dress()
{
    m_keep->setText(m_id == 0 ? tr("Keep") : tr("Save changes"));
    m_keep->setToolTip(
        tr("Keeps the position on this machine: its lines stand on the heatmap, and a warning comes before "
           "its liquidation. Until then it is a calculation"));
    QFont dim = m_theme.textFont();
    for (QLabel *label : {m_sizeLabel, m_entryLabel, m_leverageLabel, m_marginLabel, m_openedLabel, m_alertLabel}) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, m_theme.colour(Token::Label));
        label->setPalette(palette);
        label->setFont(dim);
    }
}

std::optional<TimeMs> PositionForm::opened() const
{
    const QString text = m_opened->text().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    const bool isUtc = m_zone == TimeZoneChoice::Utc;
    const QDateTime now =
        isUtc ? QDateTime::fromMSecsSinceEpoch(m_marketMs, Qt::UTC) : QDateTime::fromMSecsSinceEpoch(m_marketMs);
    QDate day = now.date();
    QTime time = QTime::fromString(text, QStringLiteral("h:mm"));
    if (!time.isValid()) {
        const QDateTime whole = QDateTime::fromString(text, QStringLiteral("yyyy-MM-dd h:mm"));
        const QDate only = QDate::fromString(text, Qt::ISODate);
        if (!whole.isValid() && !only.isValid())
            return Never;
        day = whole.isValid() ? whole.date() : only;
        time = whole.isValid() ? whole.time() : QTime(0, 0);
    }
    return QDateTime(day, time, isUtc ? Qt::UTC : Qt::LocalTime).toMSecsSinceEpoch();
}

Position PositionForm::position() const
{
    Position position;
    position.id = m_id;
    position.asset = m_asset.toStdString();
    const QString contract = m_contract->currentData().toString();
    position.venue = contract.section(u'/', 0, 0).toStdString();
    position.symbol = contract.section(u'/', 1).toStdString();
    position.side = m_short->isChecked() ? PositionSide::Short : PositionSide::Long;
    position.size = numberIn(*m_size, 0);
    position.isSizeInUsd = m_unit->currentIndex() == 1;
    position.entryPrice = numberIn(*m_entry, m_mark.value_or(0));
    position.leverage = numberIn(*m_leverage, 0);
    position.extraMarginUsd = numberIn(*m_margin, 0);
    position.openedMs = opened();
    position.alertWithin.reset();
    if (!m_alert->text().trimmed().isEmpty())
        position.alertWithin = readNumber(m_alert->text().remove(u'%')).value_or(Unreadable) / 100;
    return position;
}

void PositionForm::load(const Position &position)
{
    m_id = position.id;
    m_asset = QString::fromStdString(position.asset);
    (position.side == PositionSide::Long ? m_long : m_short)->setChecked(true);
    m_size->setText(plainNumber(position.size));
    m_unit->setCurrentIndex(position.isSizeInUsd ? 1 : 0);
    m_entry->setText(plainNumber(position.entryPrice));
    m_leverage->setText(plainNumber(position.leverage));
    m_margin->setText(position.extraMarginUsd == 0 ? QString() : plainNumber(position.extraMarginUsd));
    m_opened->setText(position.openedMs ? formats::dateTime(*position.openedMs, m_zone).left(16) : QString());
    m_alert->setText(position.alertWithin ? plainNumber(*position.alertWithin * 100) : QString());
    m_wantedContract = keyOf(position.venue, position.symbol);
    m_contract->clear(); // of whatever asset they were
    restoreContract(m_wantedContract);
    dress();
    Q_EMIT changed();
}

void PositionForm::clear()
{
    m_id = 0;
    for (QLineEdit *field : {m_size, m_entry, m_margin, m_opened})
        field->clear();
    dress();
    Q_EMIT changed();
}

bool PositionForm::isEmpty() const
{
    return m_id == 0 && m_size->text().trimmed().isEmpty() && m_entry->text().trimmed().isEmpty();
}

void PositionForm::setMarket(const QString &asset, const AssetSnapshot *market, TimeMs marketMs)
{
    m_marketMs = marketMs;
    if (asset != m_asset) {
        m_asset = asset;
        m_contract->clear();
        m_wantedContract = m_wantedContract.section(u'/', 0, 0) + u'/'; // the same venue, if it has the asset
    }
    m_unit->setItemText(0, asset);
    if (market)
        fillContracts(*market);
    const QString chosen = m_contract->currentData().toString();
    const ContractRow *row = nullptr;
    if (market) {
        for (const VenueRow &venue : market->venues) {
            for (const ContractRow &contract : venue.contracts) {
                if (keyOf(venue.venue, contract.symbol) == chosen)
                    row = &contract;
            }
        }
    }
    m_mark = row ? row->mark : std::nullopt;
    const QString placeholder = m_mark ? formats::price(m_mark) : tr("mark", "placeholder of the entry price");
    if (m_entry->placeholderText() != placeholder)
        m_entry->setPlaceholderText(placeholder);
}

/// The contracts in dollars, the largest venue first; what was chosen stays chosen.
void PositionForm::fillContracts(const AssetSnapshot &market)
{
    QVector<std::pair<QString, QString>> wanted; // text, key
    for (const VenueRow &venue : market.venues) {
        for (const ContractRow &contract : venue.contracts) {
            if (contract.terms && !isQuotedInDollars(*contract.terms))
                continue;
            QString text =
                QString::fromStdString(venue.shortName) + u' ' + QString::fromStdString(contract.shownSymbol());
            if (contract.kind == ContractKind::Inverse)
                text += tr(" inverse", "after a contract");
            wanted.append({text, keyOf(venue.venue, contract.symbol)});
        }
    }
    bool isSame = wanted.size() == m_contract->count();
    for (int i = 0; isSame && i < wanted.size(); ++i)
        isSame = m_contract->itemData(i).toString() == wanted[i].second && m_contract->itemText(i) == wanted[i].first;
    if (isSame || m_contract->view()->isVisible())
        return;
    const QString chosen = m_wantedContract.isEmpty() ? m_contract->currentData().toString() : m_wantedContract;
    m_contract->clear();
    for (const auto &[text, key] : std::as_const(wanted))
        m_contract->addItem(text, key);
    restoreContract(chosen);
}

/// `key` may name the venue only ("bybit/"). A kept position's contract that is not there (any more) stays its own.
void PositionForm::restoreContract(const QString &key)
{
    const QString venue = key.section(u'/', 0, 0) + u'/';
    int index = m_contract->findData(key);
    if (index < 0 && m_id != 0 && !key.endsWith(u'/')) {
        m_contract->addItem(key, key);
        index = m_contract->count() - 1;
    }
    for (int i = 0; index < 0 && venue.size() > 1 && i < m_contract->count(); ++i) {
        if (m_contract->itemData(i).toString().startsWith(venue))
            index = i;
    }
    m_contract->setCurrentIndex(std::max(0, index));
}

void PositionForm::say(const QString &sentence, Token colour)
{
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, m_theme.colour(colour));
    m_message->setPalette(palette);
    if (sentence != m_message->text())
        m_message->setText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

QString PositionForm::said() const { return m_message->isHidden() ? QString() : m_message->text(); }

void PositionForm::fitTo(int width)
{
    const int gap = m_theme.spacing(), room = width - 2 * gap;
    std::vector<int> lineOf;
    int line = 0, used = 0;
    for (const QWidget *part : m_parts) {
        const int wide = part->sizeHint().width();
        if (used > 0 && used + gap + wide > room) {
            ++line;
            used = 0;
        }
        used += (used > 0 ? gap : 0) + wide;
        lineOf.push_back(line);
    }
    if (lineOf == std::exchange(m_lineOf, lineOf))
        return;
    while (QLayoutItem *old = m_rows->takeAt(0))
        delete old; // the layout of a line; the parts stay
    std::vector<QBoxLayout *> lines(static_cast<std::size_t>(line) + 1);
    for (QBoxLayout *&each : lines) {
        each = new QHBoxLayout;
        each->setSpacing(gap);
        m_rows->addLayout(each);
    }
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        lines[static_cast<std::size_t>(lineOf[i])]->addWidget(m_parts[i]);
    for (QBoxLayout *each : lines)
        each->addStretch(1);
    updateGeometry();
}

QSize PositionForm::minimumSizeHint() const
{
    int widest = 0;
    for (const QWidget *part : m_parts)
        widest = std::max(widest, part->minimumSizeHint().width());
    return {widest + 2 * m_theme.spacing(), QWidget::minimumSizeHint().height()};
}

void PositionForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTo(width());
}

void PositionForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT clearRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace isobar
