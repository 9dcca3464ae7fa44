#pragma once
#include <QHttpServer>
#include <QHttpServerResponder>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>
#include <iterator>
#include <vector>

namespace isobar {

struct PostRequest {
    QString path;
    QByteArray authorization;
    QJsonObject body;
};

struct PostAnswer {
    int status = 200;
    QByteArray body = "{}";
    QByteArray retryAfter = {};
};

/// Stands for all services that webhooks post to: keeps what comes and answers as it is told, in order, then with 200.
class PostService {
public:
    PostService()
    {
        m_server.route(QStringLiteral("<arg>"), QHttpServerRequest::Method::Post,
            [this](const QUrl &, const QHttpServerRequest &request, QHttpServerResponder &&responder) {
                requests.push_back({request.url().path(), request.value("Authorization"),
                    QJsonDocument::fromJson(request.body()).object()});
                PostAnswer answer;
                if (!answers.empty()) {
                    answer = answers.front();
                    answers.erase(answers.begin());
                }
                const auto status = static_cast<QHttpServerResponder::StatusCode>(answer.status);
                if (answer.retryAfter.isEmpty())
                    responder.write(answer.body, {{"Content-Type", "application/json"}}, status);
                else
                    responder.write(answer.body,
                        {{"Content-Type", "application/json"}, {"Retry-After", answer.retryAfter}}, status);
            });
        m_port = m_server.listen(QHostAddress::LocalHost);
    }
    QString at(const QString &path) const { return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path); }
    /// What came to a path.
    std::vector<PostRequest> of(const QString &path) const
    {
        std::vector<PostRequest> found;
        std::copy_if(requests.begin(), requests.end(), std::back_inserter(found),
            [&](const PostRequest &each) { return each.path == path; });
        return found;
    }

    std::vector<PostRequest> requests;
    std::vector<PostAnswer> answers;

private:
    QHttpServer m_server;
    quint16 m_port = 0;
};

} // namespace isobar
