#include "widgets/heatmap/shotdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace isobar {

ShotDialog::ShotDialog(const ShotChoices &choices, const QString &folder, QWidget *parent)
    : QDialog(parent), m_standardFolder(folder), m_size(new QComboBox), m_look(new QComboBox),
      m_wordmark(new QCheckBox(tr("Name of the program"))), m_positions(new QCheckBox(tr("Own positions"))),
      m_folder(new QLineEdit)
{
    setWindowTitle(tr("Picture of the heatmap"));
    // In the order of ShotSize.
    m_size->addItems({tr("As in the window"), tr("As in the window, twice as fine"), tr("4K (3840 × 2160)"),
        tr("16:9 for posting (1600 × 900)")});
    m_size->setCurrentIndex(static_cast<int>(choices.size));
    m_look->addItems({tr("As in the window"), tr("Light, for print")});
    m_look->setCurrentIndex(choices.light ? 1 : 0);
    m_wordmark->setChecked(choices.wordmark);
    m_positions->setChecked(choices.positions);
    m_folder->setText(QDir::toNativeSeparators(choices.folder));
    m_folder->setPlaceholderText(QDir::toNativeSeparators(folder));
    m_folder->setClearButtonEnabled(true);
    m_folder->setMinimumWidth(280);
    auto *browseButton = new QPushButton(tr("Browse…"));
    browseButton->setAutoDefault(false);
    auto *folderRow = new QHBoxLayout;
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(browseButton);
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Size"), m_size);
    form->addRow(tr("&Look"), m_look);
    form->addRow(QString(), m_wordmark);
    form->addRow(QString(), m_positions);
    auto *folderLabel = new QLabel(tr("&Folder"));
    folderLabel->setBuddy(m_folder);
    form->addRow(folderLabel, folderRow);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *save = buttons->addButton(tr("Save and copy"), QDialogButtonBox::AcceptRole);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto *table = buttons->addButton(tr("Save the grid as CSV"), QDialogButtonBox::ActionRole);
    form->addRow(buttons);
    save->setDefault(true);
    connect(browseButton, &QPushButton::clicked, this, &ShotDialog::browse);
    connect(save, &QPushButton::clicked, this, [this] {
        Q_EMIT pictureRequested();
        accept();
    });
    connect(copy, &QPushButton::clicked, this, [this] {
        Q_EMIT copyRequested();
        accept();
    });
    connect(table, &QPushButton::clicked, this, [this] {
        Q_EMIT tableRequested();
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

ShotChoices ShotDialog::choices() const
{
    ShotChoices choices;
    choices.size = static_cast<ShotSize>(m_size->currentIndex());
    choices.light = m_look->currentIndex() == 1;
    choices.wordmark = m_wordmark->isChecked();
    choices.positions = m_positions->isChecked();
    choices.folder = QDir::fromNativeSeparators(m_folder->text().trimmed());
    return choices;
}

void ShotDialog::browse()
{
    const QString start = m_folder->text().isEmpty() ? m_standardFolder : choices().folder;
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder for pictures"), start);
    if (!chosen.isEmpty())
        m_folder->setText(QDir::toNativeSeparators(chosen));
}

} // namespace isobar
