#pragma once
#include "core/venues/registry.h"
#include "tests/support/wirecases.h"

#include <functional>
#include <initializer_list>
#include <string>
#include <utility>

// What the tests of all venues do with their decoders.

namespace isobar {

/// A socket frame, or with a request a REST answer.
inline WireCase::RawFrame ws(std::string text, std::string path = {})
{
    return {Via::Ws, std::move(text), std::move(path)};
}
inline WireCase::RawFrame rest(std::string request, std::string text)
{
    return {Via::Rest, std::move(text), std::move(request)};
}

/// A case of our own: frames and what they must mean exactly (JSON array; the venue may be left out).
struct OwnCase {
    std::string name;
    std::vector<WireCase::RawFrame> frames;
    std::string expect;
    std::string instruments = {};

    WireCase asWireCase(const std::string &venue) const
    {
        return {name, venue, instruments, frames, boost::json::parse(expect).as_array()};
    }
};

inline boost::json::array decodeAll(const WireCase &wireCase)
{
    InstrumentNames names;
    auto observations = decodeWireCase(wireCase, names);
    return observations ? *observations : boost::json::array();
}

/// Runs one frame through a fresh decoder without reference and keeps the rows themselves.
inline Decoded decodeOne(std::string_view venue, const WireCase::RawFrame &frame, InstrumentNames &names)
{
    Decoded out;
    venueById(venue)->decoder(nullptr, names)->decode({frame.via, frame.text, frame.request, 0}, out);
    return out;
}

/// Rows of a mutilated frame may be fewer or say less, never something else; and a frame gives rows or one error.
inline QString wrongValue(const boost::json::array &intact, const boost::json::array &mutilated, std::size_t frames)
{
    std::size_t errors = 0;
    for (const boost::json::value &each : mutilated) {
        const boost::json::object &row = each.as_object();
        if (row.at("kind") == "error") {
            ++errors;
            continue;
        }
        const bool isKnown = std::any_of(intact.begin(), intact.end(),
            [&](const boost::json::value &other) { return isPartOf(row, other.as_object()); });
        if (!isKnown)
            return QStringLiteral("a new value: %1").arg(QString::fromStdString(boost::json::serialize(row)));
    }
    // What follows a broken frame may depend on it, so with more frames there may be more errors, and rows beside them.
    if (errors > frames || (frames == 1 && errors == 1 && mutilated.size() > 1))
        return QStringLiteral("%1 errors, %2 rows").arg(errors).arg(mutilated.size() - errors);
    return {};
}

/// Where the scalar members and cells of a JSON value are, and a way to change one of them in a copy.
class Mutilator {
public:
    enum class Change { Text, Huge, NotANumber, Drop };

    explicit Mutilator(const std::string &text)
    {
        boost::json::error_code error;
        m_value = boost::json::parse(text, error);
        if (!error)
            collect(m_value, {});
    }
    std::size_t size() const { return m_paths.size(); }
    /// Name of the member that is changed; empty for cells of arrays.
    std::string member(std::size_t i) const { return m_names[i]; }
    bool isNumber(std::size_t i) const { return m_numbers[i]; }

    std::string changed(std::size_t i, Change change) const
    {
        boost::json::value copy = m_value;
        boost::json::value *at = &copy;
        const std::vector<std::size_t> &path = m_paths[i];
        for (std::size_t depth = 0; depth + 1 < path.size(); ++depth)
            at = child(*at, path[depth]);
        boost::json::value &last = *child(*at, path.back());
        if (change == Change::Drop)
            at->get_object().erase(m_names[i]);
        else if (change == Change::Text)
            last = "abc";
        else
            last = change == Change::Huge ? "1e400" : "NaN";
        return boost::json::serialize(copy);
    }

private:
    static boost::json::value *child(boost::json::value &of, std::size_t i)
    {
        return of.is_object() ? &(of.get_object().begin() + static_cast<std::ptrdiff_t>(i))->value()
                              : &of.get_array()[i];
    }
    void collect(const boost::json::value &value, std::vector<std::size_t> path, std::string name = {})
    {
        path.push_back(0);
        if (const boost::json::object *object = value.if_object()) {
            for (const auto &field : *object) {
                collect(field.value(), path, std::string(field.key()));
                ++path.back();
            }
        } else if (const boost::json::array *array = value.if_array()) {
            for (const boost::json::value &each : *array) {
                collect(each, path);
                ++path.back();
            }
        } else if (path.size() > 1) {
            path.pop_back();
            bool isNumber = value.is_number();
            if (value.is_string())
                std::ignore = QString::fromStdString(std::string(value.get_string())).toDouble(&isNumber);
            m_paths.push_back(path);
            m_names.push_back(name);
            m_numbers.push_back(isNumber);
        }
    }

    boost::json::value m_value;
    std::vector<std::vector<std::size_t>> m_paths;
    std::vector<std::string> m_names;
    std::vector<bool> m_numbers;
};

/// Cuts each frame at each tenth, puts text, 1e400 and NaN for each number and drops each member, one at a time. The
/// members in `mayDrop` have a fallback or switch a rule, so their absence may mean something else. Gives the first
/// wrong result, or an empty text; `count` tells how many were tried.
inline QString findWrongValue(const WireCase &intact, const QStringList &mayDrop, int &count)
{
    const boost::json::array expected = decodeAll(intact);
    // What is broken already may become whole by losing its bad member.
    const bool isBroken = std::any_of(
        expected.begin(), expected.end(), [](const boost::json::value &each) { return each.at("kind") == "error"; });
    if (isBroken)
        return {};
    for (std::size_t f = 0; f < intact.frames.size(); ++f) {
        WireCase broken = intact;
        const auto attempt = [&](std::string text) {
            broken.frames[f].text = std::move(text);
            ++count;
            const boost::json::array got = decodeAll(broken);
            const QString why = wrongValue(expected, got, intact.frames.size());
            return why.isEmpty()
                ? why
                : QString::fromStdString(broken.frames[f].text).left(2000) + QStringLiteral(": ") + why;
        };
        const std::string &text = intact.frames[f].text;
        for (std::size_t tenth = 0; tenth < 10; ++tenth) {
            if (const QString why = attempt(text.substr(0, text.size() * tenth / 10)); !why.isEmpty())
                return why;
        }
        const Mutilator mutilator(text);
        for (std::size_t i = 0; i < mutilator.size(); ++i) {
            using Change = Mutilator::Change;
            for (const Change change : {Change::Text, Change::Huge, Change::NotANumber, Change::Drop}) {
                const std::string member = mutilator.member(i);
                const bool mayChange = change == Change::Drop
                    ? !member.empty() && !mayDrop.contains(QString::fromStdString(member))
                    : mutilator.isNumber(i);
                if (!mayChange)
                    continue;
                if (const QString why = attempt(mutilator.changed(i, change)); !why.isEmpty())
                    return why;
            }
        }
    }
    return {};
}

/// Fills the table of a data-driven slot with cases by index.
inline void addRows(const std::vector<WireCase> &cases)
{
    QTest::addColumn<int>("index");
    if (cases.empty())
        QTest::newRow("no case") << -1;
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].id.c_str()) << static_cast<int>(i);
}

inline std::vector<WireCase> asWireCases(const std::vector<OwnCase> &own, const std::string &venue)
{
    std::vector<WireCase> cases;
    for (const OwnCase &each : own)
        cases.push_back(each.asWireCase(venue));
    return cases;
}

inline std::vector<WireCase> sharedCases(const QString &venue)
{
    const auto folder = wireFolder();
    return folder ? wireCases(*folder, venue) : std::vector<WireCase>();
}

inline std::vector<WireCase> ownAndShared(const std::vector<OwnCase> &own, const char *venue)
{
    std::vector<WireCase> cases = asWireCases(own, venue);
    for (WireCase &each : sharedCases(QLatin1String(venue)))
        cases.push_back(std::move(each));
    return cases;
}

/// The venue's list, read as the feed reads it.
inline ReferencePtr readReference(
    std::string_view venue, const std::vector<std::pair<std::string, std::string>> &answers, InstrumentNames &names)
{
    const auto reader = venueById(venue)->referenceReader(names);
    for (const auto &[request, text] : answers)
        reader->read({Via::Rest, text, request, 0});
    return std::make_shared<const Reference>(reader->build());
}

/// An instrument as subscribe() and history() need it.
inline Instrument instrumentNamed(std::string_view venue, std::string symbol, ContractKind kind = ContractKind::Linear)
{
    Instrument out;
    out.venue = venue;
    out.symbol = std::move(symbol);
    out.kind = kind;
    return out;
}

} // namespace isobar

/// The body of a data-driven slot over addRows(cases).
#define CHECK_CASE(cases, exactly)                                                                                     \
    do {                                                                                                               \
        QFETCH(int, index);                                                                                            \
        QVERIFY2(index >= 0, "there is no case");                                                                      \
        const isobar::WireCase &wireCase = (cases)[static_cast<std::size_t>(index)];                                   \
        const QString why = isobar::difference(wireCase.expect, isobar::decodeAll(wireCase), exactly);                 \
        QVERIFY2(why.isEmpty(), qPrintable(why));                                                                      \
    } while (false)
