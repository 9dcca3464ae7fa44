#include "widgets/heatmap/kernelwords.h"

namespace isobar::heatmap {

QString KernelWords::quality(const KernelOrigin &origin, bool isMeasured)
{
    switch (origin.quality) {
    case KernelQuality::Prior:
        break;
    case KernelQuality::Learned:
        return tr("learned, n = %1", "the model's weights; number of hours").arg(origin.hours[0] + origin.hours[1]);
    case KernelQuality::Borrowed:
        return tr("BTC's kernel, estimated", "the model's weights are those of another asset");
    }
    return isMeasured ? tr("prior, size measured", "the model's weights before they were learned")
                      : tr("prior", "the model's weights before anything was learned");
}

} // namespace isobar::heatmap
