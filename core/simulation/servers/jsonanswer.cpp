#include "core/simulation/servers/jsonanswer.h"

#include "core/simulation/servers/jsontext.h"

namespace isobar::simulation {

HttpAnswer jsonAnswer(const boost::json::value &body, int status)
{
    return {status, plainJson(body), "application/json", {}};
}

} // namespace isobar::simulation
