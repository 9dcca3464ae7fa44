#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace isobar {

/// Why something failed, in words for the user: what happened and, where possible, what to do.
struct Error {
    std::string text;
};

/// A value or the reason why there is none. (C++20 has no std::expected.)
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : m_content(std::move(value)) { }
    Result(Error error) : m_content(std::move(error)) { }

    explicit operator bool() const { return std::holds_alternative<T>(m_content); }
    T &value() { return std::get<T>(m_content); }
    const T &value() const { return std::get<T>(m_content); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }
    const std::string &error() const { return std::get<Error>(m_content).text; }

private:
    std::variant<T, Error> m_content;
};

template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) { }

    explicit operator bool() const { return !m_error; }
    const std::string &error() const { return m_error->text; }

private:
    std::optional<Error> m_error;
};

} // namespace isobar
