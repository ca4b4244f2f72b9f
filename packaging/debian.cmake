# What only the Debian package has: its files in /usr/share/doc, whom it depends on, and its remarks for lintian.
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # the libraries that it is linked with
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "apt, mount, uidmap, ca-certificates, debian-archive-keyring")  # to fetch targets, and keep them apart

install(FILES copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
set(changelog ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz)
add_custom_command(OUTPUT ${changelog} COMMAND sh -c "gzip -9nc <\"$1\" >\"$2\"" gzip
  ${CMAKE_CURRENT_SOURCE_DIR}/changelog ${changelog} DEPENDS changelog VERBATIM)
add_custom_target(changelog ALL DEPENDS ${changelog})
install(FILES ${changelog} DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME smtpspec)
