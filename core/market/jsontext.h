#pragma once
#include <boost/json/value.hpp>

#include <string>

namespace isobar {

/// One line of JSON. Numbers are the shortest text that reads back equal ("0.0001", "68000"): boost::json::serialize
/// writes "1E-4" and "6.8E4", which is JSON too but hard to read and to search.
std::string jsonText(const boost::json::value &value);

} // namespace isobar
