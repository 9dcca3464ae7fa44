#pragma once
#include "core/base/result.h"
#include "core/settings/shotchoices.h"
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/shotwords.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QImage>
#include <QSize>
#include <QString>

namespace isobar::heatmap {

/// How an asset stood at a past moment, with what a picture of it says besides.
struct PastMoment {
    std::shared_ptr<const AssetSnapshot> market;
    ShotFacts facts;
};

/// Takes pictures of what the heatmap shows, as the user chose: to a file, and to the clipboard.
class ShotTaker {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::ShotTaker)
public:
    struct Subject {
        HeatmapScene scene;
        ShotFacts facts;
        QSize window; ///< of the heatmap on the screen, logical pixels
    };

    ShotTaker(const Theme &theme, const ShotChoices &choices) : m_theme(theme), m_choices(choices) { }

    /// An Error is a sentence for the user; the picture is in the clipboard then, if there is anything to show.
    Result<QString> saveAndCopy(const Subject &subject) const; ///< path of the file
    Result<void> copy(const Subject &subject) const;
    Result<QString> saveTable(const Subject &subject) const; ///< path of the file
    QImage picture(const Subject &subject) const;

private:
    const Theme &m_theme;
    ShotChoices m_choices;
};

} // namespace isobar::heatmap
