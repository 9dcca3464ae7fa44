#include "widgets/squeeze/squeezepanel.h"

#include "widgets/squeeze/squeezedelegate.h"
#include "widgets/squeeze/squeezemodel.h"
#include "widgets/squeeze/squeezewords.h"
#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"

#include <QBoxLayout>
#include <QFontMetrics>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QTableView>

namespace isobar {

namespace {

constexpr int HeightForDetails = 190; ///< below it the table needs all of it

} // namespace

SqueezePanel::SqueezePanel(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new SqueezeModel(this)),
      m_delegate(new SqueezeDelegate(theme, *m_model, this)), m_table(new QTableView), m_details(new QLabel),
      m_empty(new EmptyPanel(theme)), m_pages(new QStackedWidget)
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->installEventFilter(this);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->setMargin(theme.spacing());
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(m_details);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);
    setFocusProxy(m_table);
    connect(m_table, &QTableView::clicked, this, &SqueezePanel::choose);
    connect(&theme, &Theme::changed, this, [this] {
        m_table->viewport()->update();
        fitColumns();
        renewDetails();
    });
    retranslate();
}

void SqueezePanel::fitColumns()
{
    QFont strong = m_theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics numbers(strong), titles(m_theme.textFont());
    const int mark = m_delegate->markWidth();
    const std::array<int, SqueezeColumnCount> samples{numbers.horizontalAdvance(QStringLiteral("HYPE")),
        std::max(numbers.horizontalAdvance(SqueezeWords::crowd(PositionSide::Long)),
            numbers.horizontalAdvance(SqueezeWords::crowd(PositionSide::Short))),
        mark + numbers.horizontalAdvance(QStringLiteral("12.3x")),
        mark + numbers.horizontalAdvance(QStringLiteral("+12.3%")),
        mark + numbers.horizontalAdvance(QStringLiteral("12.3%")), numbers.horizontalAdvance(QStringLiteral("59m"))};
    for (int c = 0; c < SqueezeColumnCount; ++c) {
        const QString title = m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString();
        m_table->setColumnWidth(c,
            std::max(samples[static_cast<std::size_t>(c)], titles.horizontalAdvance(title))
                + 2 * SqueezeDelegate::Padding + 2);
    }
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(m_theme.numberFont()).height() + 6);
}

void SqueezePanel::showSnapshot(const SnapshotPtr &snapshot)
{
    m_model->setSnapshot(*snapshot);
    if (m_model->rowCount() == 0)
        m_empty->setMessage(tr("No asset is watched"), tr("choose one in the header"));
    m_pages->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
    if (!m_table->currentIndex().isValid())
        setAsset(m_asset);
    renewDetails();
}

void SqueezePanel::setAsset(const QString &asset)
{
    m_asset = asset;
    if (const int row = m_model->rowOf(asset); row >= 0)
        m_table->selectRow(row);
    else
        m_table->clearSelection();
    renewDetails();
}

void SqueezePanel::setSettings(const Settings &settings) { setAsset(settings.asset); }

void SqueezePanel::renewDetails()
{
    const int row = m_model->rowOf(m_asset);
    const bool isShown = height() >= HeightForDetails && row >= 0 && m_model->partsAt(row);
    m_details->setVisible(isShown);
    if (!isShown)
        return;
    const SqueezeParts &parts = *m_model->partsAt(row);
    QStringList lines;
    const auto line = [&](const QString &text, Token colour) {
        lines << QStringLiteral("<span style=\"color:%1\">%2</span>")
                     .arg(m_theme.colour(colour).name(), text.toHtmlEscaped());
    };
    line(m_asset + QStringLiteral(": ") + SqueezeWords::summary(parts, m_model->marketMs()), Token::Value);
    for (const QString &sentence : SqueezeWords::sentences(parts, m_model->marketMs()))
        line(sentence, Token::Label);
    const QString html = lines.join(QStringLiteral("<br>"));
    if (html != m_details->text())
        m_details->setText(html);
}

QString SqueezePanel::details() const
{
    if (m_details->isHidden())
        return {};
    QString text = m_details->text();
    return text.replace(QStringLiteral("<br>"), QStringLiteral("\n"))
        .remove(QRegularExpression(QStringLiteral("<[^>]*>")));
}

void SqueezePanel::choose(const QModelIndex &index)
{
    const QString asset = m_model->assetAt(index.row());
    if (!asset.isEmpty())
        Q_EMIT assetChosen(asset);
}

bool SqueezePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isPlain = !(key->modifiers() & ~Qt::ShiftModifier);
        if (isPlain && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            choose(m_table->currentIndex());
            return true;
        }
        if (isPlain && key->text().size() == 1 && key->text().front().isLetter()) {
            Q_EMIT assetSearchRequested(key->text().toUpper());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SqueezePanel::retranslate()
{
    setAccessibleName(tr("Squeeze monitor"));
    m_table->setAccessibleName(tr("Squeeze monitor"));
    m_table->setAccessibleDescription(
        tr("The conditions of a structural squeeze of each watched asset, those with most of them first"));
    m_empty->setMessage(tr("Waiting for the first data"), tr("the venues are being connected"));
    m_model->retranslate();
    fitColumns();
    renewDetails();
}

void SqueezePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SqueezePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    renewDetails();
}

} // namespace isobar
