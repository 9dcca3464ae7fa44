#include "widgets/alerts/ruleeditor.h"

#include "widgets/alerts/conditionrow.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>

namespace isobar {

RuleEditor::RuleEditor(QWidget *parent)
    : QWidget(parent), m_name(new QLineEdit), m_assets(new QLineEdit), m_when(new QComboBox), m_priority(new QComboBox),
      m_hold(new QSpinBox), m_cool(new QSpinBox), m_add(new QPushButton), m_rows(new QVBoxLayout),
      m_nameLabel(new QLabel), m_assetsLabel(new QLabel), m_thenLabel(new QLabel)
{
    m_when->addItems({QString(), QString()});
    m_priority->addItems({QString(), QString(), QString(), QString()});
    m_hold->setRange(0, 24 * 60);
    m_cool->setRange(0, 7 * 24 * 60);
    auto *grid = new QGridLayout;
    grid->addWidget(m_nameLabel, 0, 0);
    grid->addWidget(m_name, 0, 1);
    grid->addWidget(m_assetsLabel, 1, 0);
    grid->addWidget(m_assets, 1, 1);
    auto *then = new QHBoxLayout;
    then->addWidget(m_priority, 2);
    then->addWidget(m_hold, 2);
    then->addWidget(m_cool, 2);
    auto *when = new QHBoxLayout;
    when->addWidget(m_when);
    when->addStretch(1);
    when->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(grid);
    column->addLayout(when);
    m_rows->setSpacing(3);
    column->addLayout(m_rows);
    column->addWidget(m_thenLabel);
    column->addLayout(then);
    for (QLineEdit *edit : {m_name, m_assets})
        connect(edit, &QLineEdit::textEdited, this, &RuleEditor::take);
    for (QComboBox *box : {m_when, m_priority})
        connect(box, &QComboBox::currentIndexChanged, this, &RuleEditor::take);
    for (QSpinBox *box : {m_hold, m_cool})
        connect(box, &QSpinBox::valueChanged, this, &RuleEditor::take);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({UserConditionKind::FundingAbove, 0.0005, 0, {}, {}});
        take();
    });
    retranslate();
}

void RuleEditor::retranslate()
{
    const bool wasFilling = std::exchange(m_isFilling, true);
    m_nameLabel->setText(tr("Name"));
    m_assetsLabel->setText(tr("Assets"));
    m_assets->setPlaceholderText(tr("every watched one; or BTC, ETH"));
    m_when->setItemText(0, tr("When all of these hold"));
    m_when->setItemText(1, tr("When any of these holds"));
    m_add->setText(tr("Add condition"));
    m_thenLabel->setText(tr("Then alert"));
    for (int i = 0; i < 4; ++i)
        m_priority->setItemText(i, tr("with P%1").arg(i + 1));
    m_priority->setAccessibleName(tr("Priority"));
    m_hold->setPrefix(tr("if so for ", "if so for 5 min"));
    m_hold->setSuffix(tr(" min"));
    m_hold->setSpecialValueText(tr("at once"));
    m_cool->setPrefix(tr("again after ", "again after 15 min"));
    m_cool->setSuffix(tr(" min"));
    m_cool->setSpecialValueText(tr("again at once"));
    m_isFilling = wasFilling;
}

void RuleEditor::addRow(const UserCondition &condition)
{
    auto *row = new ConditionRow(m_venues);
    row->setCondition(condition);
    m_rows->addWidget(row);
    m_conditions << row;
    connect(row, &ConditionRow::changed, this, &RuleEditor::take);
    connect(row, &ConditionRow::removeWished, this, [this, row] {
        m_conditions.removeAll(row);
        row->hide();
        row->deleteLater();
        take();
    });
}

void RuleEditor::setRule(const UserRule &rule)
{
    m_isFilling = true;
    m_rule = rule;
    m_name->setText(QString::fromStdString(rule.name));
    QStringList assets;
    for (const std::string &asset : rule.assets)
        assets << QString::fromStdString(asset);
    m_assets->setText(assets.join(QStringLiteral(", ")));
    m_when->setCurrentIndex(rule.all ? 0 : 1);
    m_priority->setCurrentIndex(static_cast<int>(rule.priority) - 1);
    m_hold->setValue(static_cast<int>(rule.holdMs / MinuteMs));
    m_cool->setValue(static_cast<int>(rule.coolMs / MinuteMs));
    qDeleteAll(m_conditions);
    m_conditions.clear();
    for (const UserCondition &condition : rule.conditions)
        addRow(condition);
    m_isFilling = false;
}

void RuleEditor::take()
{
    if (m_isFilling)
        return;
    m_rule.name = m_name->text().trimmed().toStdString();
    m_rule.assets.clear();
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    for (const QString &asset : m_assets->text().toUpper().split(between, Qt::SkipEmptyParts))
        m_rule.assets.push_back(asset.toStdString());
    m_rule.all = m_when->currentIndex() == 0;
    m_rule.priority = static_cast<Priority>(m_priority->currentIndex() + 1);
    m_rule.holdMs = m_hold->value() * MinuteMs;
    m_rule.coolMs = m_cool->value() * MinuteMs;
    m_rule.conditions.clear();
    for (const ConditionRow *row : std::as_const(m_conditions))
        m_rule.conditions.push_back(row->condition());
    Q_EMIT changed(m_rule);
}

} // namespace isobar
