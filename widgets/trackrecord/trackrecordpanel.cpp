#include "widgets/trackrecord/trackrecordpanel.h"

#include "widgets/style/emptypanel.h"
#include "widgets/style/formats.h"
#include "widgets/trackrecord/recordmodel.h"
#include "widgets/trackrecord/reliabilitychart.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>

namespace isobar {

namespace {

constexpr int Live = 0, Backfill = 1;

class RecordDelegate final : public QStyledItemDelegate {
public:
    RecordDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isHeading = index.data(RecordHeadingRole).toBool();
        painter->save();
        painter->fillRect(option.rect,
            m_theme.colour(isHeading                         ? Token::PanelAlternate
                    : option.state & QStyle::State_MouseOver ? Token::Hover
                                                             : Token::Panel));
        painter->setPen(m_theme.colour(Token::GridLine));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        painter->setFont(m_theme.numberFont());
        painter->setPen(m_theme.colour(tokenOf(index, isHeading)));
        const QRect text = option.rect.adjusted(6, 0, -6, 0);
        painter->drawText(text, index.data(Qt::TextAlignmentRole).toInt() | static_cast<int>(Qt::TextSingleLine),
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {60, QFontMetrics(m_theme.numberFont()).height() + 6};
    }

private:
    static Token tokenOf(const QModelIndex &index, bool isHeading)
    {
        if (isHeading)
            return Token::Label;
        const auto column = static_cast<RecordColumn>(index.column());
        if (column == RecordColumn::Skill && index.data(RecordBelowRole).toBool())
            return Token::SeverityP1;
        const bool isNumber =
            column == RecordColumn::Score || column == RecordColumn::Skill || column == RecordColumn::Others;
        return isNumber || column == RecordColumn::What ? Token::Value : Token::Label;
    }

    const Theme &m_theme;
};

} // namespace

TrackRecordPanel::TrackRecordPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_source(new QComboBox), m_side(new QComboBox), m_horizon(new QComboBox),
      m_export(new QToolButton), m_period(new QLabel), m_banner(new QLabel), m_tilt(new QLabel), m_caption(new QLabel),
      m_chart(new ReliabilityChart(theme)), m_model(new RecordModel(this)), m_table(new QTableView),
      m_empty(new EmptyPanel(theme)), m_pages(new QStackedWidget)
{
    m_source->addItems({QString(), QString()});
    m_side->addItems({QString(), QString(), QString()});
    m_horizon->addItems({QString(), QString()});
    m_side->setCurrentIndex(static_cast<int>(RecordSide::Both));
    m_horizon->setCurrentIndex(1);
    m_banner->setWordWrap(true);
    m_banner->setAutoFillBackground(true);
    m_banner->setContentsMargins(theme.spacing(), 4, theme.spacing(), 4);
    m_banner->hide();
    m_tilt->setWordWrap(true);
    m_tilt->setContentsMargins(theme.spacing(), 3, theme.spacing(), 3);
    m_caption->setAlignment(Qt::AlignCenter);

    m_table->setModel(m_model);
    m_table->setItemDelegate(new RecordDelegate(theme, this));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setMouseTracking(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(theme.numberFont()).height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme.spacing(), 3, theme.spacing(), 3);
    bar->setSpacing(theme.spacing());
    for (QComboBox *box : {m_source, m_side, m_horizon})
        bar->addWidget(box);
    bar->addWidget(m_period, 1);
    bar->addWidget(m_export);
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(m_caption);
    left->addWidget(m_chart, 1);
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 2);
    row->addWidget(m_table, 5);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(content);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    column->addWidget(m_tilt);

    connect(m_source, &QComboBox::activated, this, [this] {
        m_isSourceChosen = true;
        refresh();
    });
    for (QComboBox *box : {m_side, m_horizon})
        connect(box, &QComboBox::currentIndexChanged, this, &TrackRecordPanel::refresh);
    connect(m_export, &QToolButton::clicked, this, [this] { Q_EMIT exportRequested(m_asset); });
    connect(&theme, &Theme::changed, this, &TrackRecordPanel::recolour);
    recolour();
    retranslate();
}

const AssetSnapshot *TrackRecordPanel::shownAsset() const
{
    return m_snapshot ? m_snapshot->find(m_asset.toStdString()) : nullptr;
}

void TrackRecordPanel::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    const AssetSnapshot *asset = shownAsset();
    if ((asset ? asset->record : nullptr) != m_view || !m_view)
        refresh();
}

void TrackRecordPanel::setAsset(const QString &asset)
{
    if (asset == m_asset)
        return;
    m_asset = asset;
    m_isSourceChosen = false;
    refresh();
}

void TrackRecordPanel::setSettings(const Settings &settings)
{
    if (settings.timeZone == m_zone)
        return;
    m_zone = settings.timeZone;
    refresh();
}

const RecordMarks &TrackRecordPanel::chosenMarks(const RecordView &view) const
{
    return m_source->currentIndex() == Backfill ? view.backfill : view.live;
}

void TrackRecordPanel::refresh()
{
    const AssetSnapshot *asset = shownAsset();
    m_view = asset ? asset->record : nullptr;
    static const RecordView None;
    const RecordView &view = m_view ? *m_view : None;
    if (!m_isSourceChosen) {
        // What was graded while it happened counts more, as soon as there is enough of it.
        const QSignalBlocker blocker(m_source);
        const auto &live = view.live.touch[static_cast<std::size_t>(RecordSide::Both)];
        const bool isFew = live[0].cases < LeastRecordCases && !view.backfill.isEmpty();
        m_source->setCurrentIndex(isFew ? Backfill : Live);
    }
    const RecordMarks &marks = chosenMarks(view);
    const auto side = static_cast<RecordSide>(m_side->currentIndex());
    const auto horizon = static_cast<std::size_t>(m_horizon->currentIndex());
    m_chart->setMarks(marks.touch[static_cast<std::size_t>(side)][horizon]);
    m_caption->setText(
        horizon == 0 ? tr("Touched within 4 h: said and came") : tr("Touched within 24 h: said and came"));
    m_model->setRows(RecordWords::rows(marks, side));
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(RecordHeadingRole).toBool())
            m_table->setSpan(row, 0, 1, RecordColumnCount);
    }
    m_period->setText(marks.isEmpty()
            ? QString()
            : tr("%1 to %2", "first and last forecast")
                  .arg(formats::dateTime(marks.firstMs, m_zone), formats::dateTime(marks.lastMs, m_zone)));
    renewBanner(view);
    m_tilt->setText(RecordWords::tilt(view.tilt));
    m_empty->setMessage(tr("Nothing of %1 was graded yet").arg(m_asset),
        m_source->currentIndex() == Backfill
            ? tr("the past is graded once its history is there")
            : tr("forecasts are written every four hours and graded when their time is over"));
    m_pages->setCurrentIndex(marks.isEmpty() ? 0 : 1);
    m_export->setEnabled(m_view != nullptr);
}

void TrackRecordPanel::renewBanner(const RecordView &view)
{
    const QString text = RecordWords::banner(view.live);
    m_banner->setText(text);
    m_banner->setVisible(!text.isEmpty());
}

void TrackRecordPanel::recolour()
{
    QPalette palette = m_banner->palette();
    palette.setColor(QPalette::Window, m_theme.colour(Token::SeverityP2));
    palette.setColor(QPalette::WindowText, m_theme.colour(Token::Field));
    m_banner->setPalette(palette);
    m_table->viewport()->update();
}

void TrackRecordPanel::fitColumns()
{
    const QFontMetrics metrics(m_theme.numberFont());
    const QStringList samples{tr("Ours: %1").arg(RecordWords::nullName("load")) + QStringLiteral("xxxxxxxx"),
        QStringLiteral("99,999"), tr("Brier %1").arg(QStringLiteral("0.000")),
        QStringLiteral("0.000 ") + RecordWords::nullName("rate of each distance"),
        QStringLiteral("+0.00 (+0.00 to +0.00)"), QStringLiteral("+0.00 (+0.00 to +0.00)")};
    for (int c = 0; c < samples.size(); ++c)
        m_table->setColumnWidth(c, metrics.horizontalAdvance(samples[c]) + 16);
}

void TrackRecordPanel::retranslate()
{
    m_source->setItemText(Live, tr("Live"));
    m_source->setItemText(Backfill, tr("Backfill (past, made afterwards)"));
    m_source->setAccessibleName(tr("Source of the track record"));
    m_side->setItemText(0, tr("Longs (below)"));
    m_side->setItemText(1, tr("Shorts (above)"));
    m_side->setItemText(2, tr("Both sides"));
    m_side->setAccessibleName(tr("Side"));
    m_horizon->setItemText(0, tr("4 h"));
    m_horizon->setItemText(1, tr("24 h"));
    m_horizon->setAccessibleName(tr("Horizon"));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(
        tr("Writes all lines of the ledgers of this asset to a file: what was said, when, and what came"));
    m_table->setAccessibleName(tr("Marks of the track record"));
    setAccessibleName(tr("Track record"));
    fitColumns();
    refresh();
}

void TrackRecordPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace isobar
