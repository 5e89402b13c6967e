#include <vector>
namespace port::inner {

template <typename T, int N = (3 > 2)>
class Harbour final : public Base<T>, private std::vector<T> {
public:
    explicit Harbour(int berths) : berths_{berths}, name_("{") { }
    ~Harbour() override;
    virtual int depth() const noexcept = 0;
    Harbour &operator=(const Harbour &) = default;
    static constexpr int limit = 1'000;
    T find(const T &t) const {
        auto text = R"x(int no() { )" )x";
        return t;
    }
    enum class Tide { Low, High };
    using Ships = std::vector<T>;
private:
    int berths_ = 0, more_;
    std::map<int, std::string> names_;
    friend class Pier;
};

struct API_EXPORT Pier { int length; };

}

template <typename T>
int port::inner::Harbour<T>::depth() const { return 1; }

port::Pier::~Pier() { }

bool operator==(const Pier &a, const Pier &b) { return true; }

extern "C" {
int c_style(int a) { return a; }
}

namespace {
int hidden = 1;
}
