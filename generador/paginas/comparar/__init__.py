"""La página que pone hasta cuatro territorios uno al lado del otro, y los datos que lee."""
