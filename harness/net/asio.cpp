// The one place where the function bodies of Asio and Boost.Process are compiled. Boost 1.81's process/v2
// forgets the first two includes when it is built upon std::filesystem.
#include <boost/optional.hpp>
#include <boost/type_traits.hpp>

#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/process/v2/src.hpp>
