in_section 's/ -- do not delete me//'
