#include "widgets/header/assetsearch.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>

namespace isobar {

QStringList matchingAssets(const QStringList &assets, const QString &typed)
{
    const QString wanted = typed.trimmed();
    QStringList exact;
    QStringList begins;
    QStringList contains;
    for (const QString &asset : assets) {
        if (asset.compare(wanted, Qt::CaseInsensitive) == 0)
            exact << asset;
        else if (asset.startsWith(wanted, Qt::CaseInsensitive))
            begins << asset;
        else if (asset.contains(wanted, Qt::CaseInsensitive))
            contains << asset;
    }
    return exact + begins + contains;
}

AssetSearch::AssetSearch(const Theme &theme, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_theme(theme), m_edit(new QLineEdit), m_list(new QListWidget)
{
    setFrameShape(QFrame::StyledPanel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(4);
    column->addWidget(m_edit);
    column->addWidget(m_list, 1);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &AssetSearch::filter);
    connect(m_list, &QListWidget::itemClicked, this, &AssetSearch::choose);
    retranslate();
}

void AssetSearch::setAssets(const QStringList &assets, const QStringList &watched)
{
    if (assets == m_assets && watched == m_watched)
        return;
    m_assets = assets;
    m_watched = watched;
    if (isVisible())
        filter();
}

void AssetSearch::open(const QPoint &anchor, const QString &prefill)
{
    setFont(m_theme.numberFont(1.08));
    m_edit->setText(prefill);
    filter();
    resize(240, 320);
    move(anchor);
    show();
    m_edit->setFocus();
    m_edit->end(false);
}

QStringList AssetSearch::shown() const
{
    QStringList names;
    for (int i = 0; i < m_list->count(); ++i)
        names << m_list->item(i)->data(Qt::UserRole).toString();
    return names;
}

void AssetSearch::filter()
{
    m_list->clear();
    for (const QString &asset : matchingAssets(m_assets, m_edit->text())) {
        auto *item =
            new QListWidgetItem(m_watched.contains(asset) ? QStringLiteral("%1  ★").arg(asset) : asset, m_list);
        item->setData(Qt::UserRole, asset);
    }
    if (m_list->count() == 0) {
        auto *item = new QListWidgetItem(tr("No venue lists %1").arg(m_edit->text()), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void AssetSearch::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    const QString asset = item ? item->data(Qt::UserRole).toString() : QString();
    if (asset.isEmpty())
        return;
    hide();
    Q_EMIT assetChosen(asset);
}

bool AssetSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int row = m_list->currentRow();
    switch (key) {
    case Qt::Key_Down:
        m_list->setCurrentRow(std::min(row + 1, m_list->count() - 1));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(std::max(row - 1, 0));
        return true;
    case Qt::Key_PageDown:
        m_list->setCurrentRow(std::min(row + 10, m_list->count() - 1));
        return true;
    case Qt::Key_PageUp:
        m_list->setCurrentRow(std::max(row - 10, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

void AssetSearch::retranslate()
{
    m_edit->setPlaceholderText(tr("Asset"));
    setAccessibleName(tr("Asset search"));
    m_edit->setAccessibleName(tr("Asset"));
    m_list->setAccessibleName(tr("Matching assets"));
}

void AssetSearch::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace isobar
