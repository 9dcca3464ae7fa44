#include "widgets/alerts/rulespage.h"

#include "core/market/rulejson.h"
#include "widgets/alerts/ruleeditor.h"
#include "widgets/style/formats.h"

#include <QBoxLayout>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace isobar {

namespace {

constexpr int AskAfterMs = 350;
constexpr int AssetRole = Qt::UserRole + 1, TimeRole = Qt::UserRole + 2;
constexpr qint64 LargestFile = 1 << 20;

} // namespace

RulesPage::RulesPage(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_list(new QListWidget), m_moments(new QListWidget), m_add(new QPushButton),
      m_remove(new QPushButton), m_import(new QPushButton), m_export(new QPushButton), m_editor(new RuleEditor),
      m_detail(new QWidget), m_sentence(new QLabel), m_trial(new QLabel), m_empty(new QLabel), m_said(new QLabel)
{
    for (QLabel *text : {m_sentence, m_trial, m_empty, m_said})
        text->setWordWrap(true);
    m_list->setWordWrap(true);
    m_list->setMaximumHeight(100);
    m_moments->setMaximumHeight(110);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_add, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    for (QPushButton *button : {m_import, m_export})
        buttons->addWidget(button);
    auto *detail = new QVBoxLayout(m_detail);
    detail->setContentsMargins(0, 0, 0, 0);
    detail->addWidget(m_editor);
    QFont bold = m_sentence->font();
    bold.setBold(true);
    m_sentence->setFont(bold);
    detail->addWidget(m_sentence);
    detail->addWidget(m_trial);
    detail->addWidget(m_moments);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_list);
    column->addLayout(buttons);
    column->addWidget(m_said);
    column->addWidget(m_empty);
    column->addWidget(m_detail);
    column->addStretch(1);

    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(AskAfterMs);
    connect(&m_askSoon, &QTimer::timeout, this, &RulesPage::ask);
    connect(m_list, &QListWidget::currentRowChanged, this, &RulesPage::choose);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        const auto row = static_cast<std::size_t>(m_list->row(item));
        if (m_isFilling || row >= m_drafts.size())
            return;
        m_drafts[row].on = item->checkState() == Qt::Checked;
        keepGood();
    });
    connect(m_moments, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        Q_EMIT momentChosen(item->data(AssetRole).toString(), item->data(TimeRole).toLongLong());
    });
    connect(m_editor, &RuleEditor::changed, this, &RulesPage::take);
    connect(m_add, &QPushButton::clicked, this, &RulesPage::add);
    connect(m_remove, &QPushButton::clicked, this, &RulesPage::remove);
    connect(m_import, &QPushButton::clicked, this, [this] { askForFile(false); });
    connect(m_export, &QPushButton::clicked, this, [this] { askForFile(true); });
    say({}, false);
    retranslate();
    choose(-1);
}

void RulesPage::retranslate()
{
    m_add->setText(tr("Add rule"));
    m_remove->setText(tr("Remove"));
    m_import->setText(tr("Import…"));
    m_export->setText(tr("Export…"));
    m_list->setAccessibleName(tr("Rules"));
    m_moments->setAccessibleName(tr("Moments at which it would have fired"));
    m_empty->setText(tr("A rule of your own watches what you name, of one asset or of every watched one: prices, "
                        "funding of a venue or the aggregate, settlements, open interest, liquidations, clusters, "
                        "feeds. Before you rely on it you see what it would have done in the last 7 days."));
    m_editor->retranslate();
    refreshList();
    choose(m_row);
}

void RulesPage::setVenues(const VenueNamesById &venues)
{
    if (venues == m_venues)
        return;
    m_venues = venues;
    m_editor->setVenues(venues);
    refreshList();
    choose(m_row);
}

void RulesPage::setAlerts(const AlertChoices &alerts, TimeZoneChoice zone)
{
    const bool sameRules = alerts.rules == m_alerts.rules;
    if (!sameRules) // else what is unfinished here goes on
        m_drafts = alerts.rules;
    m_alerts = alerts;
    if (std::exchange(m_zone, zone) == zone && sameRules)
        return;
    refreshList();
    choose(m_row < static_cast<int>(m_drafts.size()) ? m_row : -1);
}

/// Takes the drafts over as far as they can be run, and tells. A list with a faulty rule would not come back from the
/// settings; of an unfinished one its last good version stays, if there was one.
void RulesPage::keepGood()
{
    std::vector<UserRule> good;
    for (const UserRule &draft : m_drafts) {
        if (faultOf(draft).empty()) {
            good.push_back(draft);
            continue;
        }
        const auto last = std::find_if(
            m_alerts.rules.begin(), m_alerts.rules.end(), [&](const UserRule &each) { return each.id == draft.id; });
        if (last == m_alerts.rules.end())
            continue;
        good.push_back(*last);
        good.back().on = draft.on;
    }
    m_alerts.rules = std::move(good);
    m_export->setEnabled(!m_alerts.rules.empty());
    Q_EMIT alertsChosen(m_alerts);
}

UserRule *RulesPage::chosen()
{
    return m_row >= 0 && m_row < static_cast<int>(m_drafts.size()) ? &m_drafts[static_cast<std::size_t>(m_row)]
                                                                   : nullptr;
}

void RulesPage::refreshList()
{
    m_isFilling = true;
    m_list->clear();
    for (const UserRule &rule : m_drafts) {
        const QString sentence = RuleWords::sentence(rule, m_venues), name = QString::fromStdString(rule.name);
        auto *item = new QListWidgetItem(name.isEmpty() ? sentence : name + QStringLiteral(": ") + sentence, m_list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(rule.on ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setCurrentRow(m_row);
    m_list->setVisible(!m_drafts.empty());
    m_export->setEnabled(!m_alerts.rules.empty());
    m_isFilling = false;
}

void RulesPage::choose(int row)
{
    if (m_isFilling)
        return;
    m_row = row;
    const UserRule *rule = chosen();
    m_detail->setVisible(rule);
    m_empty->setVisible(!rule);
    m_remove->setEnabled(rule);
    if (!rule)
        return;
    m_editor->setRule(*rule);
    m_sentence->setText(RuleWords::sentence(*rule, m_venues));
    ask();
}

std::string RulesPage::freshId() const
{
    for (int number = 1;; ++number) {
        const std::string id = "r" + std::to_string(number);
        if (std::none_of(m_drafts.begin(), m_drafts.end(), [&](const UserRule &each) { return each.id == id; }))
            return id;
    }
}

void RulesPage::add()
{
    if (m_drafts.size() >= MostRules) {
        say(tr("There are %1 rules, and more are not possible. Remove one first.").arg(MostRules), true);
        return;
    }
    UserRule rule;
    rule.id = freshId();
    rule.conditions = {{UserConditionKind::FundingAbove, 0.0005, 0, {}, {}}};
    m_drafts.push_back(rule);
    m_row = static_cast<int>(m_drafts.size()) - 1;
    refreshList();
    choose(m_row);
    keepGood();
}

void RulesPage::remove()
{
    if (!chosen())
        return;
    m_drafts.erase(m_drafts.begin() + m_row);
    m_row = std::min(m_row, static_cast<int>(m_drafts.size()) - 1);
    say({}, false); // there may have been too many
    refreshList();
    choose(m_row);
    keepGood();
}

void RulesPage::take(const UserRule &rule)
{
    UserRule *draft = chosen();
    if (!draft)
        return;
    const bool isOn = draft->on; // the editor does not know of the box in the list
    *draft = rule;
    draft->on = isOn;
    m_sentence->setText(RuleWords::sentence(rule, m_venues));
    refreshList();
    m_askSoon.start();
    if (faultOf(rule).empty())
        keepGood();
}

void RulesPage::ask()
{
    m_askSoon.stop();
    m_moments->clear();
    m_moments->hide();
    const UserRule *rule = chosen();
    if (!rule || !faultOf(*rule).empty()) {
        m_trial->setText(rule ? tr("It is not watched yet: a rule needs at least one condition.") : QString());
        return;
    }
    m_trial->setText(tr("Looking at the last 7 days…"));
    Q_EMIT trialRequested(*rule, ++m_trialNumber);
}

void RulesPage::showTrial(int number, const RuleTrial &trial)
{
    const UserRule *rule = chosen();
    if (number != m_trialNumber || !rule)
        return;
    m_trial->setText(RuleWords::trial(*rule, trial, m_zone));
    m_moments->clear();
    for (auto each = trial.firings.rbegin(); each != trial.firings.rend(); ++each) {
        const QString asset = QString::fromStdString(each->asset), from = formats::dateTime(each->timeMs, m_zone);
        auto *item =
            new QListWidgetItem(each->endMs > 0 ? tr("%1  %2, for %3", "asset, time, duration")
                                                      .arg(from, asset, RuleWords::duration(each->endMs - each->timeMs))
                                                : tr("%1  %2, still", "asset, time").arg(from, asset),
                m_moments);
        item->setData(AssetRole, asset);
        item->setData(TimeRole, static_cast<qlonglong>(each->timeMs));
        item->setToolTip(tr("Double-click shows it on the heatmap"));
    }
    m_moments->setVisible(!trial.firings.empty());
}

void RulesPage::say(const QString &text, bool isTrouble)
{
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
    QPalette palette = m_said->palette();
    palette.setColor(QPalette::WindowText, m_theme.colour(isTrouble ? Token::HealthDown : Token::Label));
    m_said->setPalette(palette);
}

void RulesPage::askForFile(bool toWrite)
{
    auto *dialog = new QFileDialog(
        this, toWrite ? tr("Export rules") : tr("Import rules"), {}, tr("Rules (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(toWrite ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(toWrite ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (toWrite) {
        dialog->setDefaultSuffix(QStringLiteral("json"));
        dialog->selectFile(QStringLiteral("isobar-rules.json"));
    }
    connect(dialog, &QFileDialog::fileSelected, this, toWrite ? &RulesPage::exportFile : &RulesPage::importFile);
    dialog->open();
}

void RulesPage::importFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > LargestFile) {
        say(tr("%1 cannot be read.").arg(path), true);
        return;
    }
    const auto rules = rulesFromJson(file.readAll().toStdString());
    if (!rules) {
        say(tr("Nothing was imported. %1, %2", "file, what is wrong")
                .arg(QFileInfo(path).fileName(), QString::fromStdString(rules.error())),
            true);
        return;
    }
    if (m_drafts.size() + rules->size() > MostRules) {
        say(tr("Nothing was imported: there would be %1 rules, and more than %2 are not possible.")
                .arg(m_drafts.size() + rules->size())
                .arg(MostRules),
            true);
        return;
    }
    for (UserRule rule : *rules) {
        rule.id = freshId();
        m_drafts.push_back(std::move(rule));
    }
    say(tr("%n rule(s) imported.", nullptr, static_cast<int>(rules->size())), false);
    m_row = static_cast<int>(m_drafts.size()) - 1;
    refreshList();
    choose(m_row);
    keepGood();
}

void RulesPage::exportFile(const QString &path)
{
    QSaveFile file(path);
    const std::string json = rulesToJson(m_alerts.rules);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.write(json.data(), static_cast<qint64>(json.size())) == static_cast<qint64>(json.size())
        && file.commit();
    if (written)
        say(tr("%n rule(s) exported.", nullptr, static_cast<int>(m_alerts.rules.size())), false);
    else
        say(tr("%1 cannot be written: %2").arg(path, file.errorString()), true);
}

} // namespace isobar
